package io.anabranch.runtime.task;

/** A link in which records wait for others, so that several are looked up side by side (docs/decisions/008-lookups-side-by-side.md). */
interface Waiting {
    /** So many fetches a processor has under way at most, or somewhat less. */
    int TOGETHER = 32;

    /** Lets the records that wait go on. */
    void flush();
}
