package io.anabranch.runtime.task;

/** A link in which records wait for others. */
interface Waiting {
    /** Lets the records that wait go on. */
    void flush();
}
