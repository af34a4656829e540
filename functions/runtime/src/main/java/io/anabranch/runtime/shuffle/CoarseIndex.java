package io.anabranch.runtime.shuffle;

/** Holds the place of the shuffle's own record until that is merged. */
public record CoarseIndex(long totalBytes) {}
