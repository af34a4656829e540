package io.anabranch.runtime.graph;

/**
 * A shuffle between stages.
 *
 * @param id from 0, in the order of the flow; does not depend on decisions
 * @param name the step that reads it
 * @param mode how records are ordered
 * @param contents what the values are
 * @param partitions if not 0, group keys begin with a partition number of 4 bytes, big-endian, below this; each partition is one task
 *     of its own, and nothing else is a cut. Mode is then {@link Mode#ORDERED}
 */
public record Channel(int id, String name, Mode mode, Contents contents, int partitions) {
    /** The order of records. */
    public enum Mode {
        /** By hash of the group key, then the key's bytes. */
        HASH,
        /** By the group key's bytes. */
        ORDERED
    }

    /** What is in a channel. */
    public enum Contents {
        /** Whole records, as {@link ShuffleSink} writes them. */
        RECORDS,
        /** Keys with accumulators, as {@link CombineSink} writes them. */
        ACCUMULATORS
    }

    public Channel {
        if (partitions < 0 || (partitions > 0 && mode != Mode.ORDERED)) {
            throw new IllegalArgumentException(
                    "Invalid channel " + id + ": " + partitions + " partitions in mode " + mode);
        }
    }
}
