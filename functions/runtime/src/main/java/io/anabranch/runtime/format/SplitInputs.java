package io.anabranch.runtime.format;

import io.anabranch.runtime.storage.ObjectStore;

/** Opens the bytes of splits. Safe for several threads; what it opens is not. */
public final class SplitInputs {
    private final ObjectStore store;

    public SplitInputs(ObjectStore store) {
        this.store = store;
    }

    /**
     * Opens a split of which the reader sees one byte more, the one before it: it tells whether a line starts at the split's start.
     *
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, boolean retained) {
        return open(split, 1, retained);
    }

    /**
     * Opens a split; nothing is requested yet.
     *
     * @param bytesBefore bytes before the split that its reader has to see, fewer at the start of the object
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, int bytesBefore, boolean retained) {
        return new SplitInput(store, split, bytesBefore, retained);
    }
}
