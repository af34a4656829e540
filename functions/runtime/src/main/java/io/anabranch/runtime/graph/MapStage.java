package io.anabranch.runtime.graph;

import java.util.List;

/** A stage over objects. */
public record MapStage(int id, List<ReadSource> sources, List<Integer> wholeChannels) implements Stage {
    public MapStage {
        sources = List.copyOf(sources);
        wholeChannels = List.copyOf(wholeChannels);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("Invalid stage " + id + ": no reads, expected at least one");
        }
    }

    /** Whether {@code read}, an index in the flow, is one of this stage's. */
    public boolean reads(int read) {
        return sources.stream().anyMatch(source -> source.read() == read);
    }

    @Override
    public String kind() {
        return "map";
    }
}
