package io.anabranch.runtime.graph;

import java.util.List;

/**
 * What runs between two barriers.
 *
 * @param id from 0, in the order in which stages run
 * @param sources reads, or exactly one source over channels
 * @param wholeChannels channels that every task reads as a whole: broadcast sides of joins, and side inputs; ascending
 */
public record Stage(int id, List<Source> sources, List<Integer> wholeChannels) {
    public Stage {
        sources = List.copyOf(sources);
        wholeChannels = List.copyOf(wholeChannels);
        if (sources.isEmpty() || (sources.size() > 1 && !sources.stream().allMatch(ReadSource.class::isInstance))) {
            throw new IllegalArgumentException(
                    "Invalid stage " + id + ": " + sources.size() + " sources, expected reads or one over channels");
        }
    }

    /** Whether this stage reads objects; else it reads channels. */
    public boolean readsObjects() {
        return sources.get(0) instanceof ReadSource;
    }
}
