package io.anabranch;

/**
 * A value and its place among the values of its key.
 *
 * @param key the group
 * @param rank 1 for the first, 2 for the second
 * @param value the value
 * @param <K> type of the key
 * @param <T> type of the value
 */
public record Ranked<K, T>(K key, int rank, T value) {
    public Ranked {
        if (rank < 1) {
            throw new IllegalArgumentException("Invalid rank: " + rank + ", expected at least 1");
        }
    }
}
