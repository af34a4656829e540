package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.graph.AggregatedGroups;
import io.anabranch.runtime.graph.ChannelSource;
import io.anabranch.runtime.graph.JoinedGroups;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.graph.SortedRecords;
import io.anabranch.runtime.shuffle.MergeReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Drives a stage that reads channels: merged records in, groups or records pushed. */
final class ChannelSources {
    private final MergeReader reader;
    private final Tally tally;
    private final Emitter<Object> next;
    /** Of a join, whose two channels are one stream. */
    private long rightRecords;

    ChannelSources(MergeReader reader, Tally tally, Emitter<Object> next) {
        this.reader = reader;
        this.tally = tally;
        this.next = next;
    }

    void drive(ChannelSource source) {
        if (source instanceof AggregatedGroups groups) {
            aggregated(groups);
        } else if (source instanceof SortedRecords records) {
            sorted(records);
        } else if (source instanceof RecordGroups groups) {
            grouped(groups);
        } else {
            joined((JoinedGroups) source);
        }
    }

    /** Records read from the channel that is the source's {@code tag}-th. */
    long records(ChannelSource source, int tag) {
        if (source instanceof JoinedGroups) {
            return tag == JoinedGroups.RIGHT_TAG ? rightRecords : reader.records() - rightRecords;
        }
        return reader.records();
    }

    private void aggregated(AggregatedGroups source) {
        HeldAccumulators accumulators = new HeldAccumulators(source.name(), source.aggregation());
        Links.Counting out = new Links.Counting(source.name(), next);
        while (reader.nextGroup()) {
            Object key = source.keyCodec().read(reader.key());
            long before = out.count;
            reader.nextRecord();
            Held held = accumulators.decode(reader.value());
            while (reader.nextRecord()) {
                accumulators.combine(held, accumulators.decode(reader.value()));
                tally.combined++;
            }
            try {
                source.aggregation().finish(key, held.value, out);
            } catch (Exception e) {
                throw UserCode.failure(source.name(), e);
            }
            tally.changed(1, out.count - before);
        }
    }

    private void sorted(SortedRecords source) {
        Codec<Object> codec = source.codec();
        if (source.inKey()) {
            while (reader.next()) {
                next.emit(codec.read(reader.key()));
            }
        } else {
            while (reader.next()) {
                next.emit(codec.read(reader.extra()));
            }
        }
    }

    private void grouped(RecordGroups source) {
        Links.Counting out = new Links.Counting(source.name(), next);
        while (reader.nextGroup()) {
            Object key = source.keyCodec().read(reader.key());
            long recordsBefore = reader.records();
            long emittedBefore = out.count;
            GroupValues values = new GroupValues(source);
            try {
                source.fn().apply(key, values, out);
            } catch (Exception e) {
                throw UserCode.failure(source.name(), e);
            }
            values.drain();
            tally.drawnTogether(values.count, out.count - emittedBefore);
        }
    }

    /** The records of the present group, once. */
    private final class GroupValues implements Iterable<Object>, Iterator<Object> {
        private final RecordGroups source;
        private boolean walked;
        private boolean waiting;
        private boolean ended;
        private long count;

        GroupValues(RecordGroups source) {
            this.source = source;
        }

        @Override
        public Iterator<Object> iterator() {
            if (walked) {
                throw new IllegalStateException(
                        "Cannot walk through the values of a group twice: they are streamed. Keep what you need in a list");
            }
            walked = true;
            return this;
        }

        @Override
        public boolean hasNext() {
            if (!waiting && !ended) {
                waiting = reader.nextRecord();
                ended = !waiting;
                count += waiting ? 1 : 0;
            }
            return waiting;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The group has no more values");
            }
            waiting = false;
            BytesIn record = reader.extra();
            if (source.sorted()) {
                record.advance(reader.value().readInt());
            }
            return source.recordCodec().read(record);
        }

        /** User code need not walk to the end, but what it left has to be counted. */
        void drain() {
            waiting = false;
            while (hasNext()) {
                waiting = false;
            }
        }
    }

    @SuppressWarnings("NullAway") // A missing partner is null: that is what an outer join's function is promised.
    private void joined(JoinedGroups source) {
        Links.Counting out = new Links.Counting(source.name(), next);
        List<Object> right = new ArrayList<>();
        while (reader.nextGroup()) {
            right.clear();
            long records = 0;
            long lefts = 0;
            long before = out.count;
            try {
                while (reader.nextRecord()) {
                    records++;
                    if (reader.tag() == JoinedGroups.RIGHT_TAG) {
                        rightRecords++;
                        right.add(source.rightCodec().read(reader.extra()));
                        continue;
                    }
                    lefts++;
                    Object left = source.leftCodec().read(reader.extra());
                    for (Object partner : right) {
                        out.emit(source.joined().apply(left, partner));
                    }
                    if (right.isEmpty() && source.keepLeft()) {
                        out.emit(source.joined().apply(left, null));
                    }
                }
                if (lefts == 0 && source.keepRight()) {
                    for (Object alone : right) {
                        out.emit(source.joined().apply(null, alone));
                    }
                }
            } catch (Exception e) {
                throw UserCode.failure(source.name(), e);
            }
            tally.changed(records, out.count - before);
        }
    }
}
