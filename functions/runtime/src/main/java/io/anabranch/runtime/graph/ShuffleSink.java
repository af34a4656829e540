package io.anabranch.runtime.graph;

import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Shuffles whole records. The record itself is the last part of what is sorted, so that the order of records with equal keys never
 * depends on how the input was split:
 * <pre>
 *   group key = keyCodec(key(record))
 *   extra     = [sortCodec(sort(record))] [recordCodec(record)]
 *   value     = 4 bytes: length of the sort part, if there is a sort; else empty
 * </pre>
 *
 * @param channel of contents {@link Channel.Contents#RECORDS}
 * @param keyCodec ordered where the channel's mode is {@link Channel.Mode#ORDERED}
 * @param sort the secondary sort key, or null
 * @param sortCodec ordered; null exactly if {@code sort} is
 * @param recordCodec null if the key is the whole record, as in {@code sorted()}
 */
public record ShuffleSink(
        String name,
        int channel,
        Fn<Object, Object> key,
        Encoder<Object> keyCodec,
        @Nullable Fn<Object, Object> sort,
        @Nullable Encoder<Object> sortCodec,
        @Nullable Encoder<Object> recordCodec)
        implements Sink {
    public ShuffleSink {
        if ((sort == null) != (sortCodec == null)) {
            throw new IllegalArgumentException("Invalid sink: sort and sortCodec, expected both or none");
        }
    }
}
