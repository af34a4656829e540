package io.anabranch.runtime.graph;

import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import java.util.List;

/**
 * A broadcast join: pushes {@code joined} of each record and each right record of its key.
 *
 * @param channel holds the right side as (key bytes, record bytes as extra); read whole before the stage begins
 * @param keyCodec encodes as the right side's keys were
 */
public record JoinProbe(
        String name,
        int channel,
        Left left,
        Encoder<Object> keyCodec,
        Codec<Object> rightCodec,
        Fn2<Object, Object, Object> joined,
        List<Node> next)
        implements Node {
    public JoinProbe {
        next = List.copyOf(next);
    }

    /**
     * The records that are joined.
     *
     * @param key keys are equal when their encodings are, but null is equal to none
     * @param keepUnmatched whether a record without partner is pushed joined with null; else it counts as filtered
     * @param immutable whether the records never change, so that several can be looked up together
     */
    public record Left(Fn<Object, Object> key, boolean keepUnmatched, boolean immutable) {}
}
