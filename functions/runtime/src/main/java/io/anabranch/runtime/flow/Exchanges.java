package io.anabranch.runtime.flow;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.function.Fn;
import io.anabranch.function.GroupFn;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.graph.AggregatedGroups;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.SortedRecords;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The exchanges with one input, each a sink and the source that fits it. */
final class Exchanges {
    private static final Fn<Object, Object> ITSELF = record -> record;

    private Exchanges() {}

    /** @param whole whether all records are one group, which is there even if nothing is in it */
    static Op.Exchange aggregate(
            FlowStep step,
            Channel channel,
            Fn<Object, Object> key,
            Codec<Object> keyCodec,
            Aggregation aggregation,
            boolean whole,
            SortedSet<Integer> sinkSides,
            SortedSet<Integer> sourceSides) {
        return new Op.Exchange(
                List.of(channel),
                List.of(() -> new CombineSink(step.name(), channel.id(), key, keyCodec, aggregation)),
                List.of(sinkSides),
                next -> new AggregatedGroups(step.name(), channel.id(), keyCodec, aggregation, whole, next),
                sourceSides);
    }

    /** Records in the order of {@code order}; those that it holds equal in the order of their encoding. */
    static Op.Exchange sort(
            FlowStep step, Channel channel, Encoder<Object> order, Codec<Object> records, SortedSet<Integer> sides) {
        return new Op.Exchange(
                List.of(channel),
                List.of(() -> new ShuffleSink(step.name(), channel.id(), ITSELF, order, null, null, records)),
                List.of(sides),
                next -> new SortedRecords(step.name(), channel.id(), records, false, next),
                Captured.sides());
    }

    /** Records that are their own sort key, as {@code ordered} encodes them. */
    static Op.Exchange sortItself(FlowStep step, Channel channel, Codec<Object> ordered) {
        return new Op.Exchange(
                List.of(channel),
                List.of(() -> new ShuffleSink(step.name(), channel.id(), ITSELF, ordered, null, null, null)),
                List.of(Captured.sides()),
                next -> new SortedRecords(step.name(), channel.id(), ordered, true, next),
                Captured.sides());
    }

    /**
     * @param shuffled writes what {@code records} reads
     * @param sort the secondary order, or null
     */
    static Op.Exchange groups(
            FlowStep step,
            Channel channel,
            Fn<Object, Object> key,
            Codec<Object> keyCodec,
            @Nullable Encoder<Object> sort,
            Encoder<Object> shuffled,
            Codec<Object> records,
            GroupFn<Object, Object, Object> fn,
            SortedSet<Integer> sinkSides,
            SortedSet<Integer> sourceSides) {
        return new Op.Exchange(
                List.of(channel),
                List.of(() -> new ShuffleSink(
                        step.name(), channel.id(), key, keyCodec, sort == null ? null : ITSELF, sort, shuffled)),
                List.of(sinkSides),
                next -> new RecordGroups(step.name(), channel.id(), keyCodec, records, sort != null, fn, next),
                sourceSides);
    }

    static void requirePartitions(int partitions, FlowStep step) {
        if (partitions < 1) {
            throw new CodeException(
                    "Invalid number of partitions in step '" + step.name() + "': " + partitions
                            + ", expected at least 1",
                    Where.UNKNOWN);
        }
    }
}
