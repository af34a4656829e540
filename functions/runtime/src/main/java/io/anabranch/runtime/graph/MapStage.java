package io.anabranch.runtime.graph;

import java.util.List;

/** A stage over objects. */
public record MapStage(int id, List<ReadSource> reads, List<Integer> wholeChannels) implements Stage {
    public MapStage {
        reads = List.copyOf(reads);
        wholeChannels = List.copyOf(wholeChannels);
        if (reads.isEmpty()) {
            throw new IllegalArgumentException("Invalid stage " + id + ": no reads, expected at least one");
        }
    }

    @Override
    public List<ReadSource> sources() {
        return reads;
    }

    @Override
    public String kind() {
        return "map";
    }
}
