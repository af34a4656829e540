package io.anabranch.runtime.run;

/** Where a task's records go. */
public enum Sink {
    /** A shuffle channel. */
    CHANNEL,
    /** A write of the flow. */
    WRITE
}
