package io.anabranch.testkit.disasters;

import java.util.List;

/**
 * How bad the world is.
 *
 * @param calls how likely a call of S3 is to suffer
 * @param invocations how likely an invocation is to suffer
 * @param slow how likely a call is to take long
 * @param skewed whether the clocks of functions differ and jump
 * @param aims troubles of single calls
 */
record Weather(double calls, double invocations, double slow, boolean skewed, List<Aim> aims) {
    static final Weather FINE = new Weather(0, 0, 0, false, List.of());

    Weather {
        aims = List.copyOf(aims);
    }
}
