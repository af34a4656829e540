package io.anabranch.runtime.graph;

import io.anabranch.function.GroupFn;
import io.anabranch.runtime.codec.Codec;
import java.util.List;

/**
 * Calls {@code fn} for each group with its records, streamed, and pushes what it emits. The record is in the extra bytes, behind the sort part
 * (see {@link ShuffleSink}).
 *
 * @param sorted whether there is a sort part
 */
public record RecordGroups(
        String name,
        int channel,
        Codec<Object> keyCodec,
        Codec<Object> recordCodec,
        boolean sorted,
        GroupFn<Object, Object, Object> fn,
        List<Node> next)
        implements ChannelSource {
    public RecordGroups {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of(channel);
    }
}
