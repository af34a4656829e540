package io.anabranch.runtime.graph;

import io.anabranch.runtime.codec.Codec;
import java.util.List;

/**
 * Combines the accumulators of each key, and pushes what the aggregation makes of them.
 *
 * @param channel of contents {@link Channel.Contents#ACCUMULATORS}
 */
public record AggregatedGroups(
        String name, int channel, Codec<Object> keyCodec, Aggregation aggregation, List<Node> next)
        implements ChannelSource {
    public AggregatedGroups {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of(channel);
    }
}
