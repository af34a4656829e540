package io.anabranch.runtime.run;

/**
 * {@code _anabranch/owner.json}: the run that is about to change an output. It is there from before the first part can be seen until
 * after the manifest is.
 *
 * @param version version of this form
 * @param run which run
 * @param token of that run, in the names of its files
 */
public record Owner(int version, RunRef run, String token) {
    public static final int VERSION = 1;

    public Owner {
        Form.OWNER.require(version);
    }

    /** The run of a plan. */
    public static Owner of(Plan plan) {
        return new Owner(VERSION, plan.run(), plan.token());
    }
}
