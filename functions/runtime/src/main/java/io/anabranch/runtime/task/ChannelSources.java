package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.graph.AggregatedGroups;
import io.anabranch.runtime.graph.ChannelSource;
import io.anabranch.runtime.graph.JoinedGroups;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.graph.SortedRecords;
import io.anabranch.runtime.shuffle.MergeReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Drives a stage that reads channels: merged records in, groups or records pushed. */
final class ChannelSources {
    private final MergeReader reader;
    private final boolean everything;
    private final Tally tally;
    private final Passage passage;
    private final Emitter<Object> next;
    /** Of a join, whose two channels are one stream. */
    private long rightRecords;

    /** @param everything whether no other task of the stage has keys */
    ChannelSources(MergeReader reader, boolean everything, Tally tally, Passage passage, Emitter<Object> next) {
        this.reader = reader;
        this.everything = everything;
        this.tally = tally;
        this.passage = passage;
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
        UserCode code = new UserCode(source.name(), passage);
        HeldAccumulators accumulators = new HeldAccumulators(code, source.aggregation());
        UserCode.Emission out = code.into(next);
        while (reader.nextGroup()) {
            Object key = code.decode(source.keyCodec(), reader.key());
            long before = out.count;
            reader.nextRecord();
            Held held = accumulators.decode(reader.value());
            while (reader.nextRecord()) {
                accumulators.combine(held, accumulators.decode(reader.value()));
                tally.combined++;
            }
            code.finish(source.aggregation(), key, held.value, out);
            tally.changed(1, out.count - before);
        }
        if (source.whole() && everything && reader.records() == 0) {
            nothing(source, code, out);
        }
    }

    /** All records are one group, and there is none: its result is this task's, which has all keys. */
    private void nothing(AggregatedGroups source, UserCode code, UserCode.Emission out) {
        source.aggregation().requireResultOfNothing(source.name());
        Object key = code.decode(source.keyCodec(), new BytesIn());
        code.finish(source.aggregation(), key, code.create(source.aggregation()), out);
        tally.changed(0, out.count);
    }

    private void sorted(SortedRecords source) {
        UserCode code = new UserCode(source.name(), passage);
        Codec<Object> codec = source.codec();
        boolean inKey = source.inKey();
        while (reader.next()) {
            next.emit(code.decode(codec, inKey ? reader.key() : reader.extra()));
        }
    }

    private void grouped(RecordGroups source) {
        UserCode code = new UserCode(source.name(), passage);
        UserCode.Emission out = code.into(next);
        while (reader.nextGroup()) {
            Object key = code.decode(source.keyCodec(), reader.key());
            long before = out.count;
            GroupRecords records = new GroupRecords(source, reader, code, passage);
            code.group(source.fn(), key, records, out);
            tally.drawnTogether(records.drain(), out.count - before);
        }
    }

    private void joined(JoinedGroups source) {
        UserCode code = new UserCode(source.name(), passage);
        Codec<Object> leftCodec = source.left().codec();
        Codec<Object> rightCodec = source.right().codec();
        BytesOut nullKey = nullKey(source, code);
        List<Object> right = new ArrayList<>();
        while (reader.nextGroup()) {
            boolean matches = !isEqual(reader.key(), nullKey);
            right.clear();
            long records = 0;
            long lefts = 0;
            long pairs = 0;
            while (reader.nextRecord()) {
                records++;
                if (reader.tag() == JoinedGroups.RIGHT_TAG) {
                    rightRecords++;
                    Object partner = code.decode(rightCodec, reader.extra());
                    if (matches) {
                        right.add(partner);
                    } else if (source.right().keep()) {
                        next.emit(code.joined(source.joined(), null, partner));
                        pairs++;
                    }
                    continue;
                }
                lefts++;
                Object left = code.decode(leftCodec, reader.extra());
                for (Object partner : right) {
                    next.emit(code.joined(source.joined(), left, partner));
                }
                pairs += right.size();
                if (right.isEmpty() && source.left().keep()) {
                    next.emit(code.joined(source.joined(), left, null));
                    pairs++;
                }
            }
            if (lefts == 0 && source.right().keep()) {
                for (Object alone : right) {
                    next.emit(code.joined(source.joined(), null, alone));
                }
                pairs += right.size();
            }
            tally.changed(records, pairs);
        }
    }

    @SuppressWarnings("NullAway") // A key's codec writes null.
    private static BytesOut nullKey(JoinedGroups source, UserCode code) {
        BytesOut out = new BytesOut(16);
        code.encode(source.keyCodec(), null, out);
        return out;
    }

    private static boolean isEqual(BytesIn key, BytesOut other) {
        int from = key.position();
        return Arrays.equals(key.array(), from, from + key.remaining(), other.array(), 0, other.length());
    }
}
