package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/** Forms on disk carry a version, and a reader refuses one that it does not know. */
public final class Versions {
    private Versions() {}

    /** @throws InputException if {@code version} is not {@code known} */
    public static void check(String form, int version, int known) {
        if (version != known) {
            throw new InputException(
                    "Cannot read the " + form + " of the run: its version is " + version + ", expected " + known
                            + ". Use the release that wrote it, or start a run with another id",
                    Where.UNKNOWN);
        }
    }
}
