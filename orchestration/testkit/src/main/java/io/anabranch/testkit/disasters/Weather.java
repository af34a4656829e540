package io.anabranch.testkit.disasters;

import io.anabranch.local.Function;
import java.util.List;

/**
 * How bad the world is.
 *
 * @param calls how likely a call of S3 is to suffer
 * @param invocations how likely an invocation is to suffer
 * @param slow how likely a call is to take long
 * @param others how likely others are to come before a call, if there is anything for them to do
 * @param skewed whether the clocks of functions differ and jump
 * @param aims troubles of single calls
 * @param invocationAims troubles of single invocations
 */
record Weather(
        double calls,
        double invocations,
        double slow,
        double others,
        boolean skewed,
        List<Aim> aims,
        List<InvocationAim> invocationAims) {
    static final Weather FINE = new Weather(0, 0, 0, 0, false, List.of(), List.of());

    /** Fine, but for these. */
    static Weather aimed(List<Aim> aims, List<InvocationAim> invocationAims) {
        return new Weather(0, 0, 0, 0, false, aims, invocationAims);
    }

    Weather {
        aims = List.copyOf(aims);
        invocationAims = List.copyOf(invocationAims);
    }

    /**
     * Trouble of an invocation that is picked by its function.
     *
     * @param n which of its invocations it is, from 1, counted in the whole world
     */
    record InvocationAim(Function function, int n, InvocationTrouble trouble) {}
}
