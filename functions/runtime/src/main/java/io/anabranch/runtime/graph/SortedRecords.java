package io.anabranch.runtime.graph;

import io.anabranch.runtime.codec.Codec;
import java.util.List;

/**
 * Records in the order of an {@link Channel.Mode#ORDERED} channel.
 *
 * @param codec reads a record
 * @param inKey whether the record is the group key; else it is the extra bytes
 */
public record SortedRecords(String name, int channel, Codec<Object> codec, boolean inKey, List<Node> next)
        implements ChannelSource {
    public SortedRecords {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of(channel);
    }
}
