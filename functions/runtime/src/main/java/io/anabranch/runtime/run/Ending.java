package io.anabranch.runtime.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code end.json}: what becomes of a run. Whoever writes it first decides for ever.
 *
 * @param run id of the run
 * @param replaces tokens of the outputs that it was about to replace when that was decided, by their folders: a run that finds another one
 *     there afterwards was replaced itself
 */
public record Ending(String run, Decision decision, SortedMap<String, String> replaces) {
    /** How a run ends. */
    public enum Decision {
        /** It will be visible; it can only go forward. */
        COMMIT,
        /** It will never be visible. */
        GIVEN_UP
    }

    public Ending {
        replaces = Collections.unmodifiableSortedMap(new TreeMap<>(replaces));
    }

    /** That the run will be visible. */
    public static Ending commit(Plan plan, SortedMap<String, String> replaces) {
        return new Ending(plan.run().id(), Decision.COMMIT, replaces);
    }

    /** That it never will be. */
    public static Ending givenUp(Plan plan) {
        return new Ending(plan.run().id(), Decision.GIVEN_UP, new TreeMap<>());
    }
}
