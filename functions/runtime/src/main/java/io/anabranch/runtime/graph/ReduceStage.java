package io.anabranch.runtime.graph;

import java.util.List;

/**
 * A stage over what earlier stages have shuffled.
 *
 * @param repeats whether another stage reads the same too, and counts what the functions of the source count
 */
public record ReduceStage(int id, ChannelSource source, boolean repeats, List<Integer> wholeChannels) implements Stage {
    public ReduceStage {
        wholeChannels = List.copyOf(wholeChannels);
    }

    @Override
    public List<ChannelSource> sources() {
        return List.of(source);
    }

    @Override
    public List<ReadSource> reads() {
        return List.of();
    }

    @Override
    public String kind() {
        return "reduce";
    }
}
