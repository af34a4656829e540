package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Utf8;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.format.Compression;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.LineFormat;
import io.anabranch.format.RecordInput;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.format.StreamFormat;
import io.anabranch.format.Text;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of users' own in whole runs: cut, counted, refused and compressed like those that come with Anabranch. */
public class OwnFormatsTest {
    record Reading(String station, long value) {}

    record Sum(String station, long readings, long total) {}

    public record Params(Input input, Output output) {}

    private static final Params PARAMS = new Params(Input.of("in"), Output.of("out"));

    /** Columns of fixed width; lines that begin with a hash are comments. */
    static final class FixedWidth implements LineFormat<Reading> {
        @Override
        public Class<Reading> type() {
            return Reading.class;
        }

        @Override
        public String extension() {
            return "dat";
        }

        @Override
        public Reading read(Utf8 line) {
            String text = line.toString();
            return text.startsWith("#")
                    ? null
                    : new Reading(
                            text.substring(0, 8).strip(),
                            Long.parseLong(text.substring(8).strip()));
        }

        @Override
        public Utf8 write(Reading reading) {
            if (reading.station().length() > 8) {
                throw new RefusedRecordException("station " + reading.station() + " has more than 8 characters");
            }
            return Utf8.of("%-8s%8d".formatted(reading.station(), reading.value()));
        }
    }

    /** A length of two bytes before each text. */
    static class Frames implements StreamFormat<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String extension() {
            return "frames";
        }

        @Override
        public Reader<String> reader(RecordInput in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            return () -> {
                String text = in.begin() ? data.readUTF() : null;
                if ("bad".equals(text)) {
                    throw new RefusedRecordException("it says that it is bad");
                }
                return text;
            };
        }

        @Override
        public Writer<String> writer(OutputStream out) throws IOException {
            return new DataOutputStream(out)::writeUTF;
        }
    }

    static final class CompressedFrames extends Frames {
        @Override
        public Compression compression() {
            return Compression.GZIP;
        }
    }

    /** Numbers of eight bytes each, so that a split can calculate where its first one begins. */
    static final class Longs implements StreamFormat<Long> {
        @Override
        public Class<Long> type() {
            return Long.class;
        }

        @Override
        public String extension() {
            return "longs";
        }

        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public Reader<Long> reader(RecordInput in) throws IOException {
            in.skipNBytes((Long.BYTES - in.position() % Long.BYTES) % Long.BYTES);
            DataInputStream data = new DataInputStream(in);
            return () -> in.begin() ? data.readLong() : null;
        }
    }

    /** Forgets what is behind the first record. */
    static final class Forgetful extends Frames {
        @Override
        public Reader<String> reader(RecordInput in) throws IOException {
            Reader<String> all = super.reader(in);
            boolean[] read = {false};
            return () -> {
                if (read[0]) {
                    return null;
                }
                read[0] = true;
                return all.next();
            };
        }
    }

    /** Begins a split one record too late. */
    static final class Late extends Frames {
        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public Reader<String> reader(RecordInput in) throws IOException {
            // All frames of the test are of five bytes.
            in.skipNBytes(in.start() == 0 ? 0 : 5 + (5 - in.start() % 5) % 5);
            return super.reader(in);
        }
    }

    record Unknown(Class<String> type, String extension) implements Format<String> {}

    public static final class Sums implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new FixedWidth(), params.input())
                    .groupBy(Reading::station)
                    .aggregate(Aggregates.count(), Aggregates.sumLong(Reading::value), Sum::new)
                    .write(Csv.records(Sum.class), params.output());
        }
    }

    public static final class Scaling implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new FixedWidth(), params.input())
                    .map(reading -> new Reading(reading.station() + "-x", reading.value() * 10))
                    .write(new FixedWidth(), params.output());
        }
    }

    public static final class Unframing implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Frames(), params.input()).write(Text.lines(), params.output());
        }
    }

    public static final class Framing implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).write(new CompressedFrames(), params.output());
        }
    }

    public static final class Totals implements Pipeline<Params> {
        record Total(int key, long numbers, long total) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Longs(), params.input())
                    .groupBy(number -> 0)
                    .aggregate(Aggregates.count(), Aggregates.sumLong((Long number) -> number), Total::new)
                    .write(Csv.records(Total.class), params.output());
        }
    }

    public static final class Unwritable implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Longs(), params.input()).write(new Longs(), params.output());
        }
    }

    public static final class Forgetting implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Forgetful(), params.input()).write(Text.lines(), params.output());
        }
    }

    public static final class Losing implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Late(), params.input()).write(Text.lines(), params.output());
        }
    }

    public static final class OfNoKind implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(new Unknown(String.class, "x"), params.input()).write(Text.lines(), params.output());
        }
    }

    @ParameterizedTest(name = "splits of {0}")
    @ValueSource(longs = {7, 40, 1 << 20})
    void linesOfAUsersFormatAreSplitAndCounted(long splitBytes) {
        String text = IntStream.range(0, 60)
                .mapToObj(i -> i % 10 == 0 ? "# comment " + i : "%-8s%8d".formatted("s" + i % 2, i))
                .collect(Collectors.joining("\n"));
        try (var tester = PipelineTester.of(new Sums())) {
            tester.file("in/a.dat", text).file("in/b.dat.gz", gzip(text)).splitBytes(splitBytes);
            PipelineRun run = tester.run(PARAMS);
            // 54 readings in each file; odd ones sum up to 900, even ones without tens to 720.
            assertThat(run.rows("out")).containsExactlyInAnyOrder("s0,48,1440", "s1,60,1800");
        }
    }

    @ParameterizedTest(name = "splits of {0}")
    @ValueSource(longs = {5, 1 << 20})
    void linesThatAUsersFormatRefusesAreDeadLetters(long splitBytes) {
        String text = "north          1\nshort\nsouth          2\nnorth          x\n";
        try (var tester = PipelineTester.of(new Sums())) {
            tester.file("in/a.dat", text).splitBytes(splitBytes).deadLetters(2);
            PipelineRun run = tester.run(PARAMS);
            assertThat(run.rows("out")).containsExactlyInAnyOrder("north,1,1", "south,1,2");
            assertThat(run.deadLetters())
                    .extracting(DeadLetter::record)
                    .containsExactlyInAnyOrder("short", "north          x");
            assertThat(run.deadLetters()).allSatisfy(letter -> {
                assertThat(text.substring((int) letter.offset())).startsWith(letter.record());
                assertThat(letter.error()).contains("FixedWidth refuses it with java.lang.");
            });
            PipelineRun strict = tester.deadLetters(0).overwrite().runExpectingFailure(PARAMS);
            assertThat(strict.error()).contains("in/a.dat, byte ").contains("FixedWidth refuses it");
        }
    }

    @Test
    void whatAUsersFormatCannotHoldIsRefusedWhenItIsWritten() {
        try (var tester = PipelineTester.of(new Scaling())) {
            tester.file("in/a.dat", "north          1\nfarnorth       2\n").deadLetters(1);
            PipelineRun run = tester.run(PARAMS);
            assertThat(run.lines("out")).containsExactly("north-x       10");
            assertThat(run.deadLetters())
                    .extracting(DeadLetter::error)
                    .allSatisfy(error -> assertThat(error).contains("station farnorth-x has more than 8 characters"));
        }
    }

    @Test
    void aFileThatCannotBeSplitIsReadWholeAndItsBadRecordsAreDeadLetters() {
        byte[] frames = frames("one", "bad", "three");
        try (var tester = PipelineTester.of(new Unframing())) {
            tester.file("in/a.frames", frames)
                    .file("in/b.frames.gz", gzip(frames))
                    .splitBytes(3)
                    .deadLetters(2);
            PipelineRun run = tester.run(PARAMS);
            assertThat(run.lines("out")).containsExactlyInAnyOrder("one", "three", "one", "three");
            assertThat(run.deadLetters()).hasSize(2).allSatisfy(letter -> {
                assertThat(letter.offset()).isEqualTo(5);
                assertThat(letter.record()).isEqualTo("\u0000\u0003bad");
                assertThat(letter.error()).isEqualTo("it says that it is bad");
            });
        }
    }

    @Test
    void aFileThatEndsWithinARecordFailsTheRun() {
        byte[] frames = frames("one", "two");
        try (var tester = PipelineTester.of(new Unframing())) {
            tester.file("in/a.frames", java.util.Arrays.copyOf(frames, frames.length - 1))
                    .deadLetters(9);
            PipelineRun run = tester.runExpectingFailure(PARAMS);
            assertThat(run.errorType()).contains("io.anabranch.error.InputException");
            assertThat(run.error()).contains("the file ends within it").contains("in/a.frames, byte 5");
        }
    }

    @ParameterizedTest(name = "splits of {0}")
    @ValueSource(longs = {3, 8, 21, 1 << 20})
    void aBinaryFileIsSplitWhereItsReaderFindsRecords(long splitBytes) throws IOException {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(numbers);
        for (long number = 1; number <= 20; number++) {
            data.writeLong(number);
        }
        try (var tester = PipelineTester.of(new Totals())) {
            tester.file("in/a.longs", numbers.toByteArray()).splitBytes(splitBytes);
            PipelineRun run = tester.run(PARAMS);
            assertThat(run.rows("out")).containsExactly("0,20,210");
        }
    }

    @Test
    void aUsersWriterWritesCompressedParts() {
        try (var tester = PipelineTester.of(new Framing())) {
            tester.file("in/a.txt", "a\nbc\n");
            PipelineRun run = tester.run(PARAMS);
            assertThat(run.files("out")).anyMatch(name -> name.contains("part-00000-") && name.endsWith(".frames.gz"));
            assertThat(run.parts("out")).containsExactly("\u0000\u0001a\u0000\u0002bc");
        }
    }

    @Test
    void aFormatWithoutAWriterIsRefusedBeforeTheRunBegins() {
        try (var tester = PipelineTester.of(new Unwritable())) {
            tester.file("in/a.longs", new byte[16]);
            PipelineRun run = tester.runExpectingFailure(PARAMS);
            assertThat(run.errorType()).contains("io.anabranch.error.CodeException");
            assertThat(run.error())
                    .contains("Cannot build step 'write")
                    .contains("OwnFormatsTest$Longs: it does not say how. Override StreamFormat.writer");
            assertThat(run.stages()).isEmpty();
        }
    }

    @Test
    void aFormatOfNoKindIsRefusedBeforeTheRunBegins() {
        try (var tester = PipelineTester.of(new OfNoKind())) {
            tester.file("in/a.x", "x");
            PipelineRun run = tester.runExpectingFailure(PARAMS);
            assertThat(run.error())
                    .contains("it is neither of lines nor of a stream. Implement either LineFormat or StreamFormat");
        }
    }

    @Test
    void aReaderThatForgetsRecordsFailsTheRun() {
        try (var tester = PipelineTester.of(new Forgetting())) {
            tester.file("in/a.frames", frames("one", "two"));
            PipelineRun run = tester.runExpectingFailure(PARAMS);
            assertThat(run.error()).contains("Cannot trust format").contains("in/a.frames, byte 5");
        }
    }

    @Test
    void aReaderThatLosesARecordBetweenSplitsFailsTheRun() {
        try (var tester = PipelineTester.of(new Losing())) {
            tester.file("in/a.frames", frames("one", "two", "six", "ten", "ace"))
                    .splitBytes(10);
            PipelineRun run = tester.runExpectingFailure(PARAMS);
            assertThat(run.errorType()).contains("io.anabranch.error.CodeException");
            assertThat(run.error())
                    .contains("OwnFormatsTest$Late: the part up to byte ")
                    .contains(". Mend its reader, or do not split its files")
                    .contains("in/a.frames");
            assertThat(run.files("out")).isEmpty();
        }
    }

    private static byte[] frames(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        try {
            for (String text : texts) {
                data.writeUTF(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
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
}
