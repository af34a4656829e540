package io.anabranch.runtime.graph;

import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.Encoder;

/**
 * Aggregates records by key before they are shuffled: writes (key bytes, no extra, accumulator bytes), one for each key as far as memory goes.
 *
 * @param channel of contents {@link Channel.Contents#ACCUMULATORS}
 */
public record CombineSink(
        String name, int channel, Fn<Object, Object> key, Encoder<Object> keyCodec, Aggregation aggregation)
        implements Sink {}
