package io.anabranch.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.AnabranchException;
import io.anabranch.format.Format;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.InputObject;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.SplitVerdict;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.Content;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a format of your own: that it does not matter where files are cut, and that records are read back as they were written.
 *
 * <pre>{@code
 * @Test
 * void readingsAreReadBack() {
 *   FormatTester.of(new Readings()).readsBack(List.of(new Reading("north", 1), new Reading("south", 2)));
 * }
 * }</pre>
 *
 * <p>Files of up to 1,000 bytes are cut at every byte, larger ones at 1,000; so the records should be few, and as various as the format can hold: empty,
 * long, with what separates records in them.
 *
 * @param <T> type of the records
 */
public final class FormatTester<T> {
    private static final String BUCKET = "format-tester";
    private static final int MOST_CUTS = 1_000;
    private static final int CUTS_OF_SEVERAL = 200;
    private static final long SEED = 20_260_301;

    private final RecordFormat<T> format;
    private final ObjectStore store;
    private final SplitInputs inputs;

    private FormatTester(Format<T> format) {
        this.format = Formats.of(format);
        this.store = new ObjectStore(MemoryS3.of(BUCKET), Backoff.standard(millis -> {}, new Random(SEED)));
        this.inputs = new SplitInputs(store);
    }

    /** @throws io.anabranch.error.CodeException if it is not a format that can be read or written */
    public static <T> FormatTester<T> of(Format<T> format) {
        return new FormatTester<>(format);
    }

    /**
     * Writes records and {@linkplain #read reads} them back.
     *
     * @throws AssertionError if they are not equal to those that were written, and in this order
     */
    public void readsBack(List<T> records) {
        List<T> read = read(put("part-00000." + format.extension(), write(records)));
        requireEqual(records, read, "as they were written");
    }

    /** The bytes of a part file, compressed if the format says so. */
    public byte[] write(List<T> records) {
        format.requireWritable();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter<T> writer = format.writer(bytes)) {
            records.forEach(writer::write);
            writer.finish();
        }
        return bytes.toByteArray();
    }

    /**
     * The records of a file, read as a whole. They are read again compressed, and in parts, as far as the format allows it.
     *
     * @param file its bytes, not compressed
     * @throws AssertionError if this does not give the same; it says where the file was cut
     */
    public List<T> read(byte[] file) {
        return read(put("file." + format.description().extension(), file));
    }

    private List<T> read(ObjectRef object) {
        format.requireReadable();
        InputObject input = format.inspect(List.of(object), inputs, 0).get(0);
        List<T> whole = read(input, List.of());
        if (InputObject.isCompressed(object)) {
            return whole;
        }
        ObjectRef compressed = put(object.uri().key() + ".gz", gzip(store.get(object.uri(), 0, object.size())));
        requireEqual(
                whole,
                read(format.inspect(List.of(compressed), inputs, 0).get(0), List.of()),
                "as they are read of the file without compression");
        if (input.splittable()) {
            requireIndependenceOfCuts(input, whole);
        }
        return whole;
    }

    private void requireIndependenceOfCuts(InputObject input, List<T> whole) {
        long size = input.object().size();
        Random random = new Random(SEED);
        for (long i = 0; i <= Math.min(size, MOST_CUTS); i++) {
            long cut = size <= MOST_CUTS ? i : (long) (random.nextDouble() * size);
            requireSame(input, List.of(cut), whole);
        }
        for (int i = 0; i < CUTS_OF_SEVERAL; i++) {
            List<Long> cuts = random.longs(2 + random.nextInt(8), 0, size + 1)
                    .sorted()
                    .boxed()
                    .toList();
            requireSame(input, cuts, whole);
        }
    }

    private void requireSame(InputObject input, List<Long> cuts, List<T> whole) {
        String how = "as they are read of the whole file, when it is cut at bytes " + cuts;
        List<T> read;
        try {
            read = read(input, cuts);
        } catch (AnabranchException e) {
            throw new AssertionError("The records are not read " + how + ": " + e.getMessage(), e);
        }
        requireEqual(whole, read, how);
    }

    /** Reads an object cut in pieces as a run does: those that were misjudged again. */
    private List<T> read(InputObject input, List<Long> cuts) {
        List<Split> splits = new ArrayList<>();
        long start = 0;
        for (long cut : cuts) {
            splits.add(new Split(input.object(), start, cut));
            start = cut;
        }
        splits.add(new Split(input.object(), start, input.object().size()));
        List<Piece<T>> pieces = splits.stream()
                .map(split -> piece(split, input.preamble(), null))
                .toList();
        Optional<SplitJudge> judge = format.judge();
        List<T> records = new ArrayList<>();
        List<SplitVerdict> verdicts = judge.map(judging -> judging.judge(pieces.stream()
                        .flatMap(piece -> piece.evidence.stream())
                        .toList()))
                .orElse(List.of());
        for (int i = 0; i < pieces.size(); i++) {
            boolean again = !verdicts.isEmpty() && !verdicts.get(i).trusted();
            Piece<T> piece = again
                    ? piece(splits.get(i), input.preamble(), verdicts.get(i).start())
                    : pieces.get(i);
            records.addAll(piece.records);
        }
        return records;
    }

    private record Piece<T>(List<T> records, Optional<SplitEvidence> evidence) {}

    private Piece<T> piece(Split split, @Nullable JsonNode preamble, @Nullable JsonNode start) {
        List<T> records = new ArrayList<>();
        try (RecordReader<T> reader =
                format.reader(inputs, split, new SplitFacts(preamble, start), BadRecordPolicy.FAIL)) {
            reader.forEach(records::add);
            return new Piece<>(records, reader.evidence());
        }
    }

    private ObjectRef put(String key, byte[] bytes) {
        return store.put(new S3Uri(BUCKET, key), Content.of(bytes, 0, bytes.length));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> void requireEqual(List<T> expected, List<T> read, String how) {
        int same = 0;
        while (same < Math.min(expected.size(), read.size())
                && expected.get(same).equals(read.get(same))) {
            same++;
        }
        if (same < expected.size() || same < read.size()) {
            throw new AssertionError("The records are not read " + how + ": record " + same + " is " + at(read, same)
                    + ", expected " + at(expected, same));
        }
    }

    private static String at(List<?> records, int index) {
        return index < records.size() ? "" + records.get(index) : "missing";
    }
}
