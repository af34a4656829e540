package io.anabranch.testkit.disasters;

/** Why a run may fail: only what has happened excuses it, and its error has to be the one that belongs to that. */
enum Excuse {
    /** It is no reason to fail. */
    NONE,
    /** S3 or the network failed, again and again. */
    TRANSIENT,
    /** S3 refused for good. */
    DENIED,
    /** Processes died, or ran out of time or memory. */
    KILLED,
    /** Lambda refused, or lost an answer. */
    INVOCATION,
    /** Another run has, or wants, the output; or the run was given up. */
    RIVAL,
    /** The input was replaced. */
    INPUT,
    /** An object of the work folder was lost or damaged. */
    DAMAGE,
    /** Somebody else has put an object in the place of the run's, or removed its uploads. */
    FOREIGN,
    /** The code is another. */
    CODE,
    /** A commit that failed for good has been taken back: what it had completed is gone. */
    WITHDRAWN,
    /** The end of a failed execution suffered too, or a commit went on of which nobody knew any more. */
    ABORT,
    /** An execution was stopped. */
    STOPPED
}
