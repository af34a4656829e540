package io.anabranch.testkit.disasters;

/**
 * A safeguard that is taken away.
 *
 * @param name what is missing then
 * @param sabotage of requests, as {@link Sabotage} has it; empty if there is none
 * @param file source file below the main sources of the runtime; empty if none is changed
 * @param old text that stands in it once
 * @param changed what stands there instead
 */
record Mutation(String name, String sabotage, String file, String old, String changed) {
    /** Requests go without a condition. */
    static Mutation of(String name, String operation, ObjectKind kind, String header) {
        return new Mutation(name, new Sabotage(operation, kind, header).toString(), "", "", "");
    }

    /** Code is left out, or changed. */
    static Mutation of(String name, String file, String old, String changed) {
        return new Mutation(name, "", file, old, changed);
    }
}
