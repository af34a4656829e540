package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordSink;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.run.Receipt.Evidence;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.TaskSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Drives a stage that reads objects: splits in, records pushed, one split after the other. */
final class ObjectSources {
    private final SplitInputs inputs;
    private final DeadLetterBox deadLetters;
    private final Tally tally;
    private final RecordOffset place;
    private final Chain chain;
    private final @Nullable Undo undo;
    private final Map<Integer, Long> recordsByRead = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private long bytes;

    /**
     * @param chain what the links of all reads belong to
     * @param undo takes back what a refused record did; null if none may be refused
     */
    ObjectSources(
            SplitInputs inputs,
            DeadLetterBox deadLetters,
            Tally tally,
            RecordOffset place,
            Chain chain,
            @Nullable Undo undo) {
        this.inputs = inputs;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.place = place;
        this.chain = chain;
        this.undo = undo;
    }

    void drive(TaskSplit split, ReadSource source, SplitFacts facts, Emitter<Object> first) {
        String object = split.object().uri().toString();
        try (RecordReader<Object> reader =
                Formats.of(source.format()).reader(inputs, split.split(), facts, policy(source))) {
            place.read(reader);
            try {
                reader.forEach(sink(reader, object, first));
                flush(reader);
            } catch (RefusedRecord refused) {
                throw refused.failure().within(Where.at(object, place.offset()));
            } catch (AnabranchException e) {
                throw e.within(Where.at(object, place.offset()));
            }
            if (reader.bytes() != split.bytes()) {
                throw new BugException(
                        "Cannot trust the reader: it read " + reader.bytes() + " of " + split.bytes() + " bytes",
                        Where.at(object, split.start()));
            }
            bytes += reader.bytes();
            recordsByRead.merge(split.read(), reader.records(), Long::sum);
            reader.evidence().ifPresent(says -> evidence.add(new Evidence(split.read(), object, says)));
        }
    }

    private BadRecordPolicy policy(ReadSource source) {
        Undo marked = undo;
        return marked == null || !source.repeats() ? deadLetters::refused : bad -> passOver(marked);
    }

    /** The other stage that reads the record has its dead letter. */
    private void passOver(Undo marked) {
        tally.filtered++;
        marked.mark();
    }

    /** Where single records are taken back, none has waited. */
    private void flush(RecordReader<Object> reader) {
        try {
            chain.flush();
        } catch (RefusedRecord refused) {
            if (!reader.isProvisional()) {
                throw refused;
            }
            reader.abandon();
        }
    }

    /** A split whose start was guessed cannot fail for its records: it gives up, and the evidence will tell. */
    private RecordSink<Object> sink(RecordReader<Object> reader, String object, Emitter<Object> first) {
        if (undo != null) {
            return undoing(undo, reader, object, first);
        }
        if (!reader.isProvisional()) {
            return first::emit;
        }
        return record -> {
            try {
                first.emit(record);
            } catch (RefusedRecord refused) {
                reader.abandon();
            }
        };
    }

    private RecordSink<Object> undoing(Undo marked, RecordReader<Object> reader, String object, Emitter<Object> first) {
        marked.mark();
        return record -> {
            try {
                first.emit(record);
            } catch (RefusedRecord refused) {
                place.goTo(RecordOffset.NOT_WAITED);
                if (reader.isProvisional()) {
                    reader.abandon();
                    return;
                }
                if (!marked.reset()) {
                    throw new LimitException(
                            "Cannot refuse a record: it had given more than can be taken back when it failed; it: "
                                    + refused.failure().problem() + ". Mend the input or the code",
                            Where.UNKNOWN);
                }
                if (refused.isRepeated()) {
                    passOver(marked);
                } else {
                    deadLetters.refused(object, reader.offset(), reader.raw(), refused.failure());
                }
                return;
            }
            marked.mark();
        };
    }

    Map<Integer, Long> recordsByRead() {
        return recordsByRead;
    }

    SplitsRead splits() {
        return new SplitsRead(bytes, evidence);
    }

    /** Whether a reader gave up a split: then nothing that the task wrote counts. */
    boolean isAbandoned() {
        return evidence.stream().anyMatch(each -> each.split().abandoned());
    }
}
