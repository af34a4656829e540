package io.anabranch.runtime.format;

import io.anabranch.format.Format;
import io.anabranch.runtime.storage.TestS3;
import io.anabranch.runtime.storage.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Reads an object in splits as a run does: where the evidence says that a start was misjudged, again as a whole. */
final class SplitReading {
    private final TestS3 s3 = new TestS3();
    private final FormatReaders readers = new FormatReaders(s3.store());

    /** Whether the last object had to be read again as a whole. */
    boolean misjudged;

    TestS3 s3() {
        return s3;
    }

    ObjectRef put(String key, byte[] bytes) {
        return s3.put(key, bytes);
    }

    /** Cuts an object at random into {@code splits} parts, some of them empty. */
    static List<Split> cut(ObjectRef object, int splits, Random random) {
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

    <T> List<T> whole(Format<T> format, ObjectRef object) {
        return read(format, List.of(Split.whole(object)), object);
    }

    <T> List<T> read(Format<T> format, List<Split> splits, ObjectRef object) {
        List<T> records = new ArrayList<>();
        boolean odd = false;
        misjudged = false;
        long bytes = 0;
        for (Split split : splits) {
            try (RecordReader<T> reader = open(format, split)) {
                List<T> part = new ArrayList<>();
                reader.forEach(part::add);
                bytes += reader.bytes();
                SplitEvidence evidence = reader.evidence()
                        .orElse(new SplitEvidence(object.uri().toString(), split.start(), split.end(), false, false));
                misjudged |= odd || evidence.suspect();
                odd ^= evidence.oddQuotes();
                records.addAll(part);
                if (!evidence.suspect() && reader.records() != part.size()) {
                    throw new AssertionError("Counted " + reader.records() + ", read " + part.size());
                }
            }
        }
        if (bytes != object.size()) {
            throw new AssertionError("Read " + bytes + " bytes of " + object.size());
        }
        if (!misjudged) {
            return records;
        }
        List<T> again = whole(format, object);
        misjudged = true;
        return again;
    }

    <T> RecordReader<T> open(Format<T> format, Split split) {
        List<String> header = readers.header(format, split.object()).orElse(List.of());
        return readers.open(format, split, header, BadRecordPolicy.FAIL);
    }

    <T> RecordReader<T> open(Format<T> format, ObjectRef object, BadRecordPolicy policy) {
        List<String> header = readers.header(format, object).orElse(List.of());
        return readers.open(format, Split.whole(object), header, policy);
    }
}
