package io.anabranch.runtime.format.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.LineFormat;
import io.anabranch.format.RecordInput;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.format.StreamFormat;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of users' own formats, and how it is told when they do not keep to it. */
class OwnFormatContractTest {
    /** Records of one byte each, as {@code reader} reads them. */
    private record Bytes(Reading reading) implements StreamFormat<String> {
        private interface Reading {
            String next(RecordInput in) throws IOException;
        }

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String extension() {
            return "bytes";
        }

        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public Reader<String> reader(RecordInput in) {
            return () -> reading.next(in);
        }
    }

    private final SplitReading reading = new SplitReading();
    private final ObjectRef object = reading.put("a.bytes", "abcd".getBytes(StandardCharsets.UTF_8));

    @Test
    void aReaderSeesItsPartAndBeginsItsOwnRecords() {
        List<String> seen = new ArrayList<>();
        Bytes format = new Bytes(in -> {
            seen.add(in.start() + " " + in.position() + " " + in.end());
            return in.begin() ? Character.toString(in.read()) : null;
        });
        assertThat(read(format, new Split(object, 1, 3))).containsExactly("b", "c");
        assertThat(seen).containsExactly("1 1 3", "1 2 3", "1 3 3");
    }

    @Test
    void aRecordThatBeginsTwiceFails() {
        assertThatThrownBy(() -> read(
                        new Bytes(in -> {
                            in.begin();
                            return in.begin() ? "" : null;
                        }),
                        Split.whole(object)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("begin() was called twice for the record at byte 0");
    }

    @Test
    void aRecordThatBeginsBeforeThePartFails() {
        StreamFormat<String> early = new OwnFormats.Marked() {
            @Override
            public Reader<String> reader(RecordInput in) {
                return () -> in.begin() ? "" + in.read() : null;
            }
        };
        assertThatThrownBy(() -> read(early, new Split(object, 3, 4)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("begin() was called at byte 0, before byte 3 where the part starts");
    }

    @Test
    void aRecordWithoutBeginningFails() {
        assertThatThrownBy(() -> read(new Bytes(in -> Character.toString(in.read())), Split.whole(object)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("a record without calling begin() where it begins");
    }

    @Test
    void severalRecordsMayBeInABlockThatBeginsOnce() {
        StreamFormat<String> pairs = new OwnFormats.Frames() {
            @Override
            public Reader<String> reader(RecordInput in) {
                int[] left = {0};
                return () -> {
                    if (left[0] == 0) {
                        if (!in.begin()) {
                            return null;
                        }
                        left[0] = 2;
                    }
                    left[0]--;
                    return Character.toString(in.read());
                };
            }
        };
        List<Long> offsets = new ArrayList<>();
        try (RecordReader<String> reader = reading.open(pairs, Split.whole(object))) {
            reader.forEach(record -> offsets.add(reader.offset()));
            assertThat(reader.records()).isEqualTo(4);
        }
        assertThat(offsets).containsExactly(0L, 0L, 2L, 2L);
    }

    @Test
    void splitsThatDoNotAgreeWhereRecordsBeginAreNotTrusted() {
        StreamFormat<String> late = new OwnFormats.Marked() {
            @Override
            public Reader<String> reader(RecordInput in) throws IOException {
                if (in.start() > 0) {
                    toMark(in);
                }
                return super.reader(in);
            }
        };
        ObjectRef marked = reading.put("a.marked", "a\r\n\fb\r\n\fc\r\n\f".getBytes(StandardCharsets.UTF_8));
        List<Split> splits = List.of(new Split(marked, 0, 5), new Split(marked, 5, marked.size()));
        assertThat(reading.read(new OwnFormats.Marked(), splits, marked)).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> reading.read(late, splits, marked))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining(
                        "the part up to byte 5 leaves the record at byte 8 to the next part, which begins with"
                                + " the one at byte 12");
    }

    @Test
    void anEndThatNobodyToldFails() {
        assertThatThrownBy(() -> read(new Bytes(in -> null), Split.whole(object)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("null though begin() did not say that there is no more record")
                .hasMessageContaining("a.bytes, byte 0");
    }

    @Test
    void whatAReaderThrowsIsTheUsersAndWhatIsCorruptTheInputs() {
        assertThatThrownBy(() -> read(new Bytes(in -> "" + in.begin() + 1 / in.start()), Split.whole(object)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Bytes threw java.lang.ArithmeticException: / by zero");
        assertThatThrownBy(() -> read(
                        new Bytes(in -> {
                            throw new IOException("the checksum is wrong");
                        }),
                        Split.whole(object)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot read a record: the checksum is wrong (s3://bucket/a.bytes, byte 0)");
    }

    @Test
    void aRefusedRecordIsGivenWithTheBytesThatWereReadOfIt() {
        List<BadRecord> bad = new ArrayList<>();
        List<String> good = new ArrayList<>();
        Bytes format = new Bytes(in -> {
            if (!in.begin()) {
                return null;
            }
            String two = new String(in.readNBytes(2), StandardCharsets.UTF_8);
            if (two.equals("ab")) {
                throw new RefusedRecordException("not this");
            }
            return two;
        });
        try (RecordReader<String> reader = reading.open(format, object, one -> {
            assertThat(one.raw()).isEqualTo(Utf8.of("ab"));
            bad.add(one);
        })) {
            reader.forEach(good::add);
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.refused()).isEqualTo(1);
            assertThat(reader.bytes()).isEqualTo(4);
        }
        assertThat(good).containsExactly("cd");
        assertThat(bad).extracting(BadRecord::offset).containsExactly(0L);
    }

    @Test
    void ofARecordThatCouldNotBeWrittenNothingStays() {
        StreamFormat<String> format = new OwnFormats.Frames() {
            @Override
            public Writer<String> writer(OutputStream out) throws IOException {
                Writer<String> all = super.writer(out);
                return text -> {
                    all.write(text);
                    if (text.startsWith("no")) {
                        throw new RefusedRecordException("it starts with no");
                    }
                };
            }
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter<String> writer = Formats.of(format).writer(bytes)) {
            writer.mark();
            assertThatThrownBy(() -> writer.write("no"))
                    .isInstanceOf(InputException.class)
                    .hasMessage("Cannot write a record: it starts with no");
            assertThat(writer.reset()).as("nothing to take back").isTrue();
            writer.write("yes");
            assertThatThrownBy(() -> writer.write("no")).isInstanceOf(InputException.class);
            writer.write("maybe");
            assertThat(writer.reset())
                    .as("the writer may remember what it wrote")
                    .isFalse();
            writer.finish();
            assertThat(writer.records()).isEqualTo(2);
        }
        assertThat(reading.whole(format, reading.put("a.frames", bytes.toByteArray())))
                .containsExactly("yes", "maybe");
    }

    @Test
    void aFormatThatDoesNotSayHowItIsReadOrWrittenIsRefused() {
        LineFormat<String> mute = new LineFormat<>() {
            @Override
            public Class<String> type() {
                return String.class;
            }

            @Override
            public String extension() {
                return "x";
            }
        };
        assertThatThrownBy(() -> Formats.of(mute).requireReadable())
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("it does not say how. Override LineFormat.read");
        assertThatThrownBy(() -> Formats.of(mute).requireWritable())
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("it does not say how. Override LineFormat.write");
        Formats.of(new OwnFormats.FixedWidth()).requireReadable();
        Formats.of(new OwnFormats.FixedWidth()).requireWritable();
    }

    @Test
    void aFormatIsDescribedAlikeInEveryProcess() {
        assertThat(new OwnFormats.Longs().describe())
                .isEqualTo("io.anabranch.runtime.format.own.OwnFormats$Longs[type=java.lang.Long, extension=longs,"
                        + " compression=NONE]");
    }

    private <T> List<T> read(StreamFormat<T> format, Split split) {
        List<T> records = new ArrayList<>();
        try (RecordReader<T> reader = reading.open(format, split)) {
            reader.forEach(records::add);
        }
        return records;
    }
}
