package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordSink;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.run.Evidence;
import io.anabranch.runtime.run.TaskSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Drives a stage that reads objects: splits in, records pushed, one split after the other. */
final class ObjectSources {
    private final SplitInputs inputs;
    private final DeadLetterBox deadLetters;
    private final Outputs outputs;
    private final boolean mayRefuse;
    private final Map<Integer, Long> recordsByRead = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private long bytes;

    /** @param mayRefuse whether the run has a budget for dead letters */
    ObjectSources(SplitInputs inputs, DeadLetterBox deadLetters, Outputs outputs, boolean mayRefuse) {
        this.inputs = inputs;
        this.deadLetters = deadLetters;
        this.outputs = outputs;
        this.mayRefuse = mayRefuse;
    }

    void drive(TaskSplit split, ReadSource source, SplitFacts facts, Emitter<Object> chain) {
        String object = split.object().uri().toString();
        try (RecordReader<Object> reader =
                Formats.of(source.format()).reader(inputs, split.split(), facts, deadLetters::refused)) {
            try {
                reader.forEach(sink(reader, object, chain));
            } catch (AnabranchException e) {
                throw e.within(Where.at(object, reader.offset()));
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

    /** A split whose start was guessed cannot fail for its records: it gives up, and the evidence will tell. */
    private RecordSink<Object> sink(RecordReader<Object> reader, String object, Emitter<Object> chain) {
        if (!mayRefuse && !reader.isProvisional()) {
            return chain::emit;
        }
        return record -> {
            long before = mayRefuse ? outputs.progress() : 0;
            try {
                chain.emit(record);
            } catch (CodeException | InputException e) {
                if (reader.isProvisional()) {
                    reader.abandon();
                } else if (mayRefuse && outputs.progress() == before) {
                    deadLetters.refused(object, reader.offset(), reader.raw(), e);
                } else {
                    throw e;
                }
            }
        };
    }

    Map<Integer, Long> recordsByRead() {
        return recordsByRead;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    /** Whether a reader gave up a split: then nothing that the task wrote counts. */
    boolean isAbandoned() {
        return evidence.stream().anyMatch(each -> each.split().abandoned());
    }

    long bytes() {
        return bytes;
    }
}
