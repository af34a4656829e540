package io.anabranch.runtime.format;

import software.amazon.awssdk.services.s3.S3Client;

/** Opens the bytes of splits. Safe for several threads; what it opens is not. */
public final class SplitInputs {
    private final S3Client s3;

    public SplitInputs(S3Client s3) {
        this.s3 = s3;
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
        return new SplitInput(s3, split, bytesBefore, retained);
    }
}
