package io.anabranch.runtime.run;

/** Where a task's records come from. */
public enum Source {
    /** A read of the flow: splits of input objects. */
    READ,
    /** A shuffle channel, of which the tasks of the stage share the records. */
    CHANNEL,
    /** A channel that each task reads whole. */
    SIDE
}
