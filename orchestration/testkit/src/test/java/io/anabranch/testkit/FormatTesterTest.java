package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.format.Csv;
import io.anabranch.format.LineFormat;
import io.anabranch.format.RecordInput;
import io.anabranch.format.StreamFormat;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FormatTesterTest {
    record Row(String name, String text) {}

    /** Loses blanks at the end. */
    private static final class Stripping implements LineFormat<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String extension() {
            return "txt";
        }

        @Override
        public String read(Utf8 line) {
            return line.toString().strip();
        }

        @Override
        public Utf8 write(String record) {
            return Utf8.of(record);
        }
    }

    /** Says that it can be split, and does not look where records begin. */
    private static class Blind implements StreamFormat<Long> {
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
            DataInputStream data = new DataInputStream(in);
            return () -> in.begin() ? data.readLong() : null;
        }
    }

    /** Looks one record too far. */
    private static final class Late extends Blind {
        @Override
        public Reader<Long> reader(RecordInput in) throws IOException {
            if (in.start() > 0) {
                in.skipNBytes(Math.min(in.available(), Long.BYTES - in.position() % Long.BYTES));
            }
            return super.reader(in);
        }
    }

    @Test
    void formatsThatKeepToTheirContractPass() {
        FormatTester.of(new OwnFormatsTest.FixedWidth())
                .readsBack(List.of(
                        new OwnFormatsTest.Reading("north", 1),
                        new OwnFormatsTest.Reading("", -7),
                        new OwnFormatsTest.Reading("s", 12_345_678)));
        FormatTester.of(new OwnFormatsTest.Frames()).readsBack(List.of("a", "", "ü\n", "x".repeat(3_000)));
        FormatTester.of(new OwnFormatsTest.CompressedFrames()).readsBack(List.of("a", "b"));
        FormatTester.of(Csv.records(Row.class))
                .readsBack(List.of(new Row("a", "b\n\"c\","), new Row("", "\n"), new Row("d", "e")));
        assertThat(FormatTester.of(new OwnFormatsTest.Longs()).read(longs(40)))
                .isEqualTo(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void aRecordThatComesBackChangedIsShown() {
        assertThatThrownBy(() -> FormatTester.of(new Stripping()).readsBack(List.of("a", "b ")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("The records are not read as they were written: record 1 is b, expected b ");
    }

    @Test
    void aReaderThatDoesNotLookForTheFirstRecordIsFoundOut() {
        assertThatThrownBy(() -> FormatTester.of(new Blind()).read(longs(3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("when it is cut at bytes [1]: ")
                .hasMessageContaining("the file ends within it");
    }

    @Test
    void aReaderThatLosesARecordAtACutIsFoundOutWithTheCut() {
        assertThatThrownBy(() -> FormatTester.of(new Late()).read(longs(3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("when it is cut at bytes [8]: ")
                .hasMessageContaining(
                        "leaves the record at byte 8 to the next part, which begins with the one at byte 16");
    }

    @Test
    void aFormatWithoutAWriterIsRefused() {
        assertThatThrownBy(() -> FormatTester.of(new Blind()).readsBack(List.of(1L)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("it does not say how. Override StreamFormat.writer");
    }

    private static byte[] longs(int count) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bytes.append("\0\0\0\0\0\0\0").append((char) i);
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
