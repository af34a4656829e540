package io.anabranch.runtime.task;

/** Something that a record at hand adds to, and that can be as it was before. */
interface Revocable {
    /** What has been added stays; what follows can be taken back. */
    void mark();

    /**
     * Takes back what was added since the mark.
     *
     * @return false if that was too much to be held: then all of it stays
     */
    boolean reset();
}
