package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.shuffle.CombiningShuffleWriter;
import io.anabranch.runtime.shuffle.SortedShuffleWriter;
import org.jspecify.annotations.Nullable;

/** The links at the end: records become bytes. */
final class SinkLinks {
    private SinkLinks() {}

    /** Aggregates before the shuffle. */
    static final class Combining implements Emitter<Object> {
        private final String step;
        private final Fn<Object, Object> key;
        private final Encoder<Object> keyCodec;
        private final HeldAccumulators accumulators;
        private final CombiningShuffleWriter<Held> writer;
        private final boolean onlyKeys;
        private final BytesOut scratch = new BytesOut(256);

        Combining(CombineSink sink, HeldAccumulators accumulators, CombiningShuffleWriter<Held> writer) {
            this.step = sink.name();
            this.key = sink.key();
            this.keyCodec = sink.keyCodec();
            this.accumulators = accumulators;
            this.writer = writer;
            this.onlyKeys = sink.aggregation().isEmpty();
        }

        @Override
        public void emit(Object value) {
            scratch.clear();
            keyCodec.write(keyOf(step, key, value), scratch);
            Held held = writer.accumulatorFor(scratch.array(), 0, scratch.length());
            if (!onlyKeys) {
                accumulators.accumulate(held, value);
            }
        }
    }

    /** Shuffles whole records. */
    static final class Shuffling implements Emitter<Object> {
        private final String step;
        private final Fn<Object, Object> key;
        private final Encoder<Object> keyCodec;
        private final @Nullable Fn<Object, Object> sort;
        private final @Nullable Encoder<Object> sortCodec;
        private final @Nullable Encoder<Object> recordCodec;
        private final SortedShuffleWriter writer;

        Shuffling(ShuffleSink sink, SortedShuffleWriter writer) {
            this.step = sink.name();
            this.key = sink.key();
            this.keyCodec = sink.keyCodec();
            this.sort = sink.sort();
            this.sortCodec = sink.sortCodec();
            this.recordCodec = sink.recordCodec();
            this.writer = writer;
        }

        @Override
        public void emit(Object value) {
            Object group = keyOf(step, key, value);
            BytesOut out = writer.begin();
            keyCodec.write(group, out);
            writer.endKey();
            int sortBytes = 0;
            if (sort != null && sortCodec != null) {
                int before = out.length();
                sortCodec.write(keyOf(step, sort, value), out);
                sortBytes = out.length() - before;
            }
            if (recordCodec != null) {
                recordCodec.write(value, out);
            }
            writer.endExtra();
            if (sort != null) {
                out.writeInt(sortBytes);
            }
            writer.end();
        }
    }

    private static Object keyOf(String step, Fn<Object, Object> key, Object value) {
        try {
            return key.apply(value);
        } catch (Exception e) {
            throw UserCode.failure(step, e);
        }
    }
}
