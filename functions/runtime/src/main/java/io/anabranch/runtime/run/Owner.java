package io.anabranch.runtime.run;

/**
 * {@code _anabranch/owner.json}: the run that is about to change an output. It is there from before the first part can be seen until
 * after the manifest is.
 *
 * @param run which run
 * @param token of that run, in the names of its files
 */
public record Owner(RunRef run, String token) {
    /** The run of a plan. */
    public static Owner of(Plan plan) {
        return new Owner(plan.run(), plan.token());
    }
}
