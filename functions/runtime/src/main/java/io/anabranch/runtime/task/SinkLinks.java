package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.shuffle.SortedShuffleWriter;

/** The links at the end: records become bytes. */
final class SinkLinks {
    private SinkLinks() {}

    /** Aggregates a record by itself, to be combined with its group once the record has passed everywhere. */
    static final class Holding implements Emitter<Object> {
        private final CombineSink sink;
        private final UserCode code;
        private final HeldAccumulators accumulators;
        private final HeldGroups groups;
        private final boolean onlyKeys;

        Holding(CombineSink sink, UserCode code, HeldAccumulators accumulators, HeldGroups groups) {
            this.sink = sink;
            this.code = code;
            this.accumulators = accumulators;
            this.groups = groups;
            this.onlyKeys = sink.aggregation().isEmpty();
        }

        @Override
        public void emit(Object value) {
            BytesOut out = groups.begin();
            code.encode(sink.keyCodec(), code.key(sink.key(), value), out);
            Held held = accumulators.create();
            if (!onlyKeys) {
                accumulators.accumulate(held, value);
            }
            groups.end(held);
        }
    }

    /** Shuffles whole records. */
    static final class Shuffling implements Emitter<Object> {
        private final ShuffleSink sink;
        private final UserCode code;
        private final SortedShuffleWriter writer;

        Shuffling(ShuffleSink sink, UserCode code, SortedShuffleWriter writer) {
            this.sink = sink;
            this.code = code;
            this.writer = writer;
        }

        @Override
        public void emit(Object value) {
            Object group = code.key(sink.key(), value);
            BytesOut out = writer.begin();
            code.encode(sink.keyCodec(), group, out);
            writer.endKey();
            int sortBytes = 0;
            if (sink.sort() != null && sink.sortCodec() != null) {
                int before = out.length();
                code.encode(sink.sortCodec(), code.key(sink.sort(), value), out);
                sortBytes = out.length() - before;
            }
            if (sink.recordCodec() != null) {
                code.encode(sink.recordCodec(), value, out);
            }
            writer.endExtra();
            if (sink.sort() != null) {
                out.writeInt(sortBytes);
            }
            writer.end();
        }
    }

    /** Writes records into a part. */
    record Writing(UserCode code, RecordWriter<Object> writer) implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            code.write(writer, value);
        }
    }
}
