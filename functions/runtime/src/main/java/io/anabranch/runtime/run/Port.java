package io.anabranch.runtime.run;

/** Where a task's records come from, or go to. */
public enum Port {
    /** From a read of the flow: splits of input objects. */
    READ,
    /** From a channel that each task reads whole. */
    SIDE,
    /** From or to a shuffle channel, of which the tasks of a stage share the records. */
    CHANNEL,
    /** To a write of the flow. */
    WRITE
}
