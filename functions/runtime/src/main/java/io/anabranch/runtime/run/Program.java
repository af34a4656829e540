package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run executes: code is not shipped, every function builds the graph anew.
 *
 * @param pipeline class name
 * @param params parameters by name
 * @param fingerprint of the graph that class and parameters gave when the run was planned
 * @param code digest of the code that planned the run, the bodies of functions in it
 */
public record Program(String pipeline, SortedMap<String, List<String>> params, String fingerprint, String code) {
    private static final int BRIEF = 8;

    public Program {
        params = new TreeMap<>(params);
    }

    /** The same, executed with other code. */
    public Program withCode(String other) {
        return new Program(pipeline, params, fingerprint, other);
    }

    /** As much of a code's digest as people can compare. */
    public static String brief(String code) {
        return code.substring(0, Math.min(BRIEF, code.length()));
    }

    /**
     * Refuses to go on with another graph than the one that was planned.
     *
     * @param built fingerprint of the graph that is to run, or has run
     * @param where stage and task, as far as known
     */
    public void requireSame(String built, Where where) {
        if (!built.equals(fingerprint)) {
            throw new InputException(
                    "Cannot go on with the run: this code builds another graph of " + pipeline
                            + " than the one that was planned (fingerprint " + built + ", planned " + fingerprint
                            + "). Deploy one version of the code, let define depend on its parameters only, and start a new run",
                    where);
        }
    }
}
