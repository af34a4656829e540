package io.anabranch;

/** How the two sides of a join meet. */
public enum JoinStrategy {
    /** Broadcast when the right side turns out to be small, else repartition: decided once its size is known. */
    AUTO,
    /** Both sides are shuffled by key. Any size. */
    REPARTITION,
    /** Each task holds the right side in memory; the left side is not shuffled. Not for full joins. */
    BROADCAST
}
