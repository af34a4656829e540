package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.format.Format;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.TestS3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads an object in splits as a run does: those that the judge does not trust again, from the start that is certain then. */
public final class SplitReading {
    private final TestS3 s3 = new TestS3();
    private final SplitInputs inputs = new SplitInputs(s3.store());

    /** Splits of the last object that had to be read again. */
    public int misjudged;

    public TestS3 s3() {
        return s3;
    }

    public ObjectRef put(String key, byte[] bytes) {
        return s3.put(key, bytes);
    }

    /** Cuts an object at random into {@code splits} parts, some of them empty. */
    public static List<Split> cut(ObjectRef object, int splits, Random random) {
        TreeSet<Long> cuts = new TreeSet<>();
        for (int i = 1; i < splits; i++) {
            cuts.add((long) (random.nextDouble() * (object.size() + 1)));
        }
        cuts.add(object.size());
        List<Split> result = new ArrayList<>();
        long start = 0;
        for (long end : cuts) {
            result.add(new Split(object, start, end));
            start = end;
        }
        return result;
    }

    /** The same, if the planner would cut it at all. */
    public List<Split> cutIfSplittable(Format<?> format, ObjectRef object, int splits, Random random) {
        return Formats.of(format).inspect(List.of(object), inputs, 0).get(0).splittable()
                ? cut(object, splits, random)
                : List.of(Split.whole(object));
    }

    public <T> List<T> whole(Format<T> format, ObjectRef object) {
        return read(format, List.of(Split.whole(object)), object);
    }

    public <T> List<T> read(Format<T> format, List<Split> splits, ObjectRef object) {
        JsonNode preamble = preamble(format, object);
        List<Part<T>> parts = new ArrayList<>();
        for (Split split : splits) {
            parts.add(part(format, split, new SplitFacts(preamble, null)));
        }
        misjudged = 0;
        SplitJudge judge = Formats.of(format).judge().orElse(null);
        if (judge != null) {
            List<SplitVerdict> verdicts = judge.judge(evidence(parts));
            for (int i = 0; i < parts.size(); i++) {
                if (!verdicts.get(i).trusted()) {
                    misjudged++;
                    SplitFacts facts = new SplitFacts(preamble, verdicts.get(i).start());
                    parts.set(i, part(format, splits.get(i), facts));
                }
            }
            if (!judge.judge(evidence(parts)).stream().allMatch(SplitVerdict::trusted)) {
                throw new AssertionError("Not trusted though read from starts that are certain: " + evidence(parts));
            }
        }
        List<T> records = new ArrayList<>();
        parts.forEach(part -> records.addAll(part.records));
        return records;
    }

    private record Part<T>(List<T> records, @Nullable SplitEvidence evidence) {}

    private static <T> List<SplitEvidence> evidence(List<Part<T>> parts) {
        return parts.stream().map(Part::evidence).toList();
    }

    private <T> Part<T> part(Format<T> format, Split split, SplitFacts facts) {
        try (RecordReader<T> reader = Formats.of(format).reader(inputs, split, facts, BadRecordPolicy.FAIL)) {
            List<T> records = new ArrayList<>();
            reader.forEach(records::add);
            SplitEvidence evidence = reader.evidence().orElse(null);
            boolean abandoned = evidence != null && evidence.abandoned();
            if (!abandoned && reader.records() != records.size()) {
                throw new AssertionError("Counted " + reader.records() + ", read " + records.size());
            }
            if (reader.bytes() != split.bytes()) {
                throw new AssertionError("Read " + reader.bytes() + " bytes of " + split);
            }
            return new Part<>(records, evidence);
        }
    }

    public <T> RecordReader<T> open(Format<T> format, Split split) {
        return open(format, split, BadRecordPolicy.FAIL);
    }

    public <T> RecordReader<T> open(Format<T> format, ObjectRef object, BadRecordPolicy policy) {
        return open(format, Split.whole(object), policy);
    }

    public <T> RecordReader<T> open(Format<T> format, Split split, BadRecordPolicy policy) {
        return open(format, split, new SplitFacts(preamble(format, split.object()), null), policy);
    }

    public <T> RecordReader<T> open(Format<T> format, Split split, SplitFacts facts, BadRecordPolicy policy) {
        return Formats.of(format).reader(inputs, split, facts, policy);
    }

    /** What the planner would note about an object. */
    public @Nullable JsonNode preamble(Format<?> format, ObjectRef object) {
        return Formats.of(format)
                .inspect(List.of(object), inputs, Long.MAX_VALUE)
                .get(0)
                .preamble();
    }
}
