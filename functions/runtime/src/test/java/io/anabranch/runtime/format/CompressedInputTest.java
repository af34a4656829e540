package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.anabranch.error.InputException;
import io.anabranch.error.LimitException;
import io.anabranch.format.Text;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressedInputTest {
    private final SplitReading reading = new SplitReading();

    @Test
    void allMembersOfAGzipAreReadEvenByteByByte() {
        byte[] members = join(gzip("a\nb"), gzip(""), gzip("c\nd\n"), gzip("e"));

        for (int bytesPerRead : new int[] {1, 2, 7, 1000}) {
            reading.s3().bytesPerRead = bytesPerRead;
            assertThat(lines("a.gz", members)).containsExactly("a", "bc", "d", "e");
        }
    }

    @Test
    void zerosBehindTheLastMemberArePadding() {
        assertThat(lines("a.gz", join(gzip("a\n"), new byte[512]))).containsExactly("a");
    }

    @Test
    void allFramesOfAZstdAreRead() {
        byte[] frames = join(zstd("a\nb"), zstd("c\nd\n"));

        for (int bytesPerRead : new int[] {1, 1000}) {
            reading.s3().bytesPerRead = bytesPerRead;
            assertThat(lines("a.zst", frames)).containsExactly("a", "bc", "d");
        }
    }

    @Test
    void emptyCompressedObjectsHaveNoRecords() {
        assertThat(lines("a.gz", new byte[0])).isEmpty();
        assertThat(lines("a.gz", gzip(""))).isEmpty();
        assertThat(lines("a.zst", new byte[0])).isEmpty();
        assertThat(lines("a.zst", zstd(""))).isEmpty();
    }

    @Test
    void corruptGzipIsNamedWithItsObjectAndTheByte() {
        byte[] sound = gzip("hello\n".repeat(1000));

        assertCorrupt("a.gz", Arrays.copyOf(sound, sound.length - 12), "it ends in the middle of a member");
        assertCorrupt(
                "a.gz", Arrays.copyOf(sound, sound.length - 3), "it ends too early, at byte " + (sound.length - 3));
        assertCorrupt("a.gz", join(sound, "garbage".getBytes(StandardCharsets.UTF_8)), "garbage after a member");
        assertCorrupt(
                "a.gz", "plain text\n".getBytes(StandardCharsets.UTF_8), "it is not in gzip format, at byte 2 of");
        byte[] wrongSum = sound.clone();
        wrongSum[sound.length - 8] ^= 1;
        assertCorrupt("a.gz", wrongSum, "checksum mismatch");
    }

    @Test
    void corruptZstdIsNamedWithItsObject() {
        byte[] sound = zstd("hello\n".repeat(1000));

        assertCorrupt("a.zst", Arrays.copyOf(sound, sound.length - 2), "");
        assertCorrupt("a.zst", "plain text\n".getBytes(StandardCharsets.UTF_8), "");
    }

    /** A flipped bit may leave the data as they were (in a header's time, say), but never makes other data of them. */
    @Test
    void noFlippedBitOfAGzipGoesUnnoticed() {
        String text = "some text\nand some more text\n";
        byte[] sound = gzip(text);
        List<String> expected = text.lines().toList();
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = sound.clone();
            int bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(lines("a.gz", bytes)).as("bit %d", bit).isEqualTo(expected);
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith("Cannot decompress s3://bucket/a.gz: ");
            }
        }
    }

    /** Cut anywhere, within a member or where one begins: what was there is never all that is read. */
    @Test
    void noCutMemberOrFrameIsTakenForAWhole() {
        byte[] text = "some text\nand some more text\n".getBytes(StandardCharsets.UTF_8);
        byte[] gzip = join(gzip("first\n"), gzip(new String(text, StandardCharsets.UTF_8)));
        byte[] zstd = join(zstd("first\n"), zstd(new String(text, StandardCharsets.UTF_8)));
        for (int cut = 1; cut < gzip.length; cut++) {
            byte[] bytes = Arrays.copyOf(gzip, cut);
            if (cut != gzip("first\n").length) {
                assertCorrupt("a.gz", bytes, "it ends ");
            }
        }
        for (int cut = 1; cut < zstd.length; cut++) {
            byte[] bytes = Arrays.copyOf(zstd, cut);
            if (cut != zstd("first\n").length) {
                assertCorrupt("a.zst", bytes, "");
            }
        }
    }

    @Test
    void ourOwnPartsCarryChecksums() {
        byte[] gzip = WritingTest.bytes(Text.lines().gzip(), List.of("some text", "and some more text"));
        byte[] zstd = WritingTest.bytes(Text.lines().zstd(), List.of("some text", "and some more text"));
        for (String key : List.of("a.gz", "a.zst")) {
            byte[] sound = key.equals("a.gz") ? gzip : zstd;
            for (int bit = 0; bit < sound.length * 8; bit++) {
                byte[] bytes = sound.clone();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    assertThat(lines(key, bytes))
                            .as("%s, bit %d", key, bit)
                            .containsExactly("some text", "and some more text");
                } catch (InputException | LimitException e) {
                    assertThat(e).hasMessageStartingWith("Cannot decompress s3://bucket/" + key + ": ");
                }
            }
        }
    }

    @Test
    void aZstdWindowBeyondTheMemoryIsALimit() {
        byte[] header = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((31 - 10) << 3), 1, 0, 0};

        assertThatThrownBy(() -> lines("a.zst", header))
                .isInstanceOf(LimitException.class)
                .hasMessageStartingWith("Cannot decompress s3://bucket/a.zst: its zstd window is larger than ")
                .hasMessageEndingWith(
                        "the most for this memory. Compress it without --long or --ultra, or give more memory");
    }

    @Test
    void aZstdWindowThatTheMemoryHoldsIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(bytes).setLong(27)) {
            out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(lines("a.zst", bytes.toByteArray())).containsExactly("a", "b");
    }

    private void assertCorrupt(String key, byte[] bytes, String reason) {
        assertThatThrownBy(() -> lines(key, bytes))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot decompress s3://bucket/" + key + ": " + reason);
    }

    private List<String> lines(String key, byte[] bytes) {
        ObjectRef object = reading.put(key, bytes);
        return reading.whole(Text.lines(), object);
    }

    private static byte[] gzip(String text) {
        return Gzipped.gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
