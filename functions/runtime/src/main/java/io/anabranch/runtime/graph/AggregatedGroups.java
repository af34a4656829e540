package io.anabranch.runtime.graph;

import io.anabranch.runtime.codec.Codec;
import java.util.List;

/**
 * Combines the accumulators of each key, and pushes what the aggregation makes of them.
 *
 * @param channel of contents {@link Channel.Contents#ACCUMULATORS}
 * @param whole whether all records are one group, of which something is pushed even if nothing is in it
 */
public record AggregatedGroups(
        String name, int channel, Codec<Object> keyCodec, Aggregation aggregation, boolean whole, List<Node> next)
        implements ChannelSource {
    public AggregatedGroups {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of(channel);
    }
}
