package io.anabranch.runtime.format;

import static io.anabranch.runtime.format.Gzipped.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.anabranch.error.InputException;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.own.OwnFormats;
import io.anabranch.runtime.storage.ObjectRef;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A file that is not the text that it is taken for is read as what it is, or refused; never as text. */
class FileFormTest {
    private record Row(String name, long number) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void filesOfOtherFormsAreRefusedByTheirNamesWhenTheRunIsPlanned() {
        for (String ending : List.of(
                "bz2",
                "xz",
                "lz4",
                "lz",
                "lzo",
                "rar",
                "feather",
                "seq",
                "zip",
                "7z",
                "br",
                "snappy",
                "Z",
                "tgz",
                "tar",
                "tar.gz",
                "tar.zst",
                "TAR.GZ",
                "parquet",
                "snappy.parquet",
                "avro",
                "orc",
                "csv.bz2",
                "zip.gz")) {
            ObjectRef object = put("a." + ending, "plain".getBytes(StandardCharsets.UTF_8));
            for (Format<?> format : List.of(Text.lines(), Csv.records(Row.class), Json.records(Row.class))) {
                assertThatThrownBy(() -> reading.preamble(format, object))
                        .as(ending)
                        .isInstanceOf(InputException.class)
                        .hasMessageStartingWith("Cannot read s3://bucket/a." + ending + ": its name says that it is ")
                        .hasMessageContaining("or rename it if it is text");
            }
        }
    }

    @Test
    void namesThatOnlyLookLikeOtherFormsAreRead() {
        for (String key : List.of("zip", "a.zipped", "orc.txt", "a.parquet.csv", "buzz", "a.gz.txt")) {
            assertThat(lines(put(key, "a\nb\n".getBytes(StandardCharsets.UTF_8))))
                    .as(key)
                    .containsExactly("a", "b");
        }
    }

    @Test
    void aFormatOfOnesOwnReadsWhatItIsFor() {
        ObjectRef object = put("a.parquet", new byte[] {0, 0});

        assertThat(reading.preamble(new OwnFormats.Frames(), object)).isNull();
    }

    @Test
    void filesOfOtherFormsAreRefusedByTheirFirstBytes() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bzip2", bytes('B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 1));
        files.put("xz", bytes(0xFD, '7', 'z', 'X', 'Z', 0, 0));
        files.put("lz4", bytes(0x04, 0x22, 0x4D, 0x18, 0x64));
        files.put("snappy", bytes(0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'));
        files.put("compress", bytes(0x1F, 0x9D, 0x90, 1));
        files.put("zip", bytes('P', 'K', 3, 4, 20, 0));
        files.put("7z", bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C, 0));
        files.put("RAR", bytes('R', 'a', 'r', '!', 0x1A, 7, 1, 0));
        files.put("lzip", bytes('L', 'Z', 'I', 'P', 1, 12));
        files.put("lzop", bytes(0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n', 16));
        files.put("Arrow", bytes('A', 'R', 'R', 'O', 'W', '1', 0, 0, 'a'));
        files.put("a Hadoop sequence file", bytes('S', 'E', 'Q', 6, 'o', 'r', 'g'));
        files.put("tar", tar());
        files.put("Parquet", bytes('P', 'A', 'R', '1', 0x15, 4, 0x15));
        files.put("Avro", bytes('O', 'b', 'j', 1, 4));
        files.put("ORC", bytes('O', 'R', 'C', '\n', 6, 3));
        files.put("UTF-16", "\uFEFFname,number\n".getBytes(StandardCharsets.UTF_16LE));
        files.put("UTF-32", "\uFEFFname,number\n".getBytes(Charset.forName("UTF-32BE")));
        files.forEach((form, bytes) -> {
            ObjectRef object = put("a.txt", bytes);
            String mend = "its first bytes say that it is " + form + ". ";
            for (Format<?> format : List.of(
                    Text.lines(),
                    Csv.records(Row.class).withoutHeader(),
                    Json.records(Row.class),
                    new OwnFormats.FixedWidth())) {
                assertThatThrownBy(() -> reading.open(format, Split.whole(object), SplitFacts.NONE, bad -> {})
                                .forEach(record -> {}))
                        .as(form)
                        .isInstanceOf(InputException.class)
                        .hasMessageStartingWith("Cannot read a file as text: " + mend)
                        .hasMessageEndingWith("(s3://bucket/a.txt, byte 0)");
            }
            assertThatThrownBy(() -> reading.cutIfSplittable(Text.lines(), object, 2, new Random(1)))
                    .as("planned to be cut: %s", form)
                    .hasMessageContaining(mend);
            assertThatThrownBy(() -> reading.preamble(Csv.records(Row.class), object))
                    .hasMessageContaining(mend);
        });
    }

    @Test
    void utf16WithoutAMarkIsKnownByItsZeros() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            ObjectRef object = put("a.txt", "name,number\n".getBytes(charset));

            assertThatThrownBy(() -> lines(object)).hasMessageContaining("it is UTF-16. Convert it to UTF-8");
        }
    }

    @Test
    void textThatBeginsLikeAnotherFormIsText() {
        for (String text : List.of("ORC,PAR1", "PAR1\r\n\t", "PK,number", "BZh9 is not bzip2", "Obj", "7z")) {
            assertThat(lines(put("a.txt", text.getBytes(StandardCharsets.UTF_8)))
                            .get(0))
                    .startsWith(text.strip());
        }
    }

    @Test
    void gzipAndZstdAreKnownByTheirFirstBytes() {
        byte[] text = "name,number\nü,1\nb,2\n".getBytes(StandardCharsets.UTF_8);
        for (byte[] compressed : List.of(gzip(text), Zstd.compress(text), join(skippable(), Zstd.compress(text)))) {
            for (int bytesPerRead : new int[] {1, 1000}) {
                reading.s3().bytesPerRead = bytesPerRead;
                ObjectRef object = put("a.log", compressed);
                List<Split> splits = reading.cutIfSplittable(Csv.records(Row.class), object, 5, new Random(1));

                assertThat(splits).containsExactly(Split.whole(object));
                assertThat(reading.read(Csv.records(Row.class), splits, object))
                        .containsExactly(new Row("ü", 1), new Row("b", 2));
                assertThat(lines(object)).containsExactly("name,number", "ü,1", "b,2");
            }
        }
    }

    @Test
    void aPartOfACompressedFileIsNeverReadAsText() {
        byte[] gzip = gzip("name,number\nü,1\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        ObjectRef object = put("a.log", gzip);

        assertThatThrownBy(() -> reading.read(Text.lines(), List.of(new Split(object, 0, 20)), object))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its first bytes say that it is gzip, which cannot be cut");
    }

    @Test
    void whatIsWithinACompressedFileIsLookedAtToo() {
        byte[] text = "a\n".getBytes(StandardCharsets.UTF_8);
        assertWithin("a.gz", gzip(tar()), "it is tar, compressed with gzip. Unpack it");
        assertWithin("a.zst", Zstd.compress(tar()), "it is tar, compressed with zstd. Unpack it");
        assertWithin("a.gz", gzip(gzip(text)), "it is gzip, compressed with gzip. Decompress it");
        assertWithin("a.txt", gzip(Zstd.compress(text)), "it is zstd, compressed with gzip. Decompress it");
    }

    private void assertWithin(String key, byte[] bytes, String problem) {
        assertThatThrownBy(() -> lines(put(key, bytes)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot read a file as text: " + problem);
    }

    private List<String> lines(ObjectRef object) {
        return reading.whole(Text.lines(), object);
    }

    private ObjectRef put(String key, byte[] bytes) {
        return reading.put(key, bytes);
    }

    private static byte[] tar() {
        byte[] header = new byte[1024];
        byte[] name = "p.txt".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, header, 0, name.length);
        byte[] magic = "ustar".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, header, 257, magic.length);
        return header;
    }

    private static byte[] skippable() {
        return bytes(0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7);
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
