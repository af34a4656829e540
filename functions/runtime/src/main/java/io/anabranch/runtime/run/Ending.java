package io.anabranch.runtime.run;

/**
 * {@code end.json}: what becomes of a run. Whoever writes it first decides for ever.
 *
 * @param run id of the run
 */
public record Ending(String run, Decision decision) {
    /** How a run ends. */
    public enum Decision {
        /** It will be visible; it can only go forward. */
        COMMIT,
        /** It will never be visible. */
        GIVEN_UP
    }

    public static Ending of(Plan plan, Decision decision) {
        return new Ending(plan.run().id(), decision);
    }
}
