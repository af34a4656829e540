package io.anabranch.runtime.graph;

import io.anabranch.function.Fn2;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import java.util.List;

/**
 * A repartition join: pushes {@code joined} of each pair of records of a key. The right records of a group come first (tag 0) and are
 * held; the left ones (tag 1) stream past them. Records are the extra bytes; the key is only compared. Null is equal to no other key.
 *
 * @param keyCodec encodes null as it is encoded in the channels
 * @param joined null stands for the partner that a record that is kept has not
 */
public record JoinedGroups(
        String name,
        JoinSide right,
        JoinSide left,
        Encoder<Object> keyCodec,
        Fn2<Object, Object, Object> joined,
        List<Node> next)
        implements ChannelSource {
    /** Tag of the segments of the right channel. */
    public static final int RIGHT_TAG = 0;
    /** Tag of the segments of the left channel. */
    public static final int LEFT_TAG = 1;

    /**
     * One of the two sides.
     *
     * @param codec reads its records
     * @param keep whether a record without partner is pushed joined with null; else it counts as filtered
     */
    public record JoinSide(int channel, Codec<Object> codec, boolean keep) {}

    public JoinedGroups {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of(right.channel(), left.channel());
    }
}
