package io.anabranch.runtime.format.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where bytes stop to be UTF-8 is where the JDK's decoder says. */
class Utf8CheckPropertyTest {
    private static final String[] PIECES = {
        "a", "plain text", "ü", "日本", "🦆", "\u0000", "\uFFFF", "\uFEFF", "\uDBFF\uDFFF"
    };

    @Test
    void theFirstMalformedByteIsTheDecoders() {
        Random random = new Random(3);
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = bytes(random);
            int from = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : 0;
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(Utf8Check.firstMalformed(bytes, from, to))
                    .as("input %d", i)
                    .isEqualTo(decoders(bytes, from, to));
        }
    }

    @Test
    void everyCharacterOfTwoAndThreeBytesIsJudgedAsTheDecoderDoes() {
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                byte[] two = {(byte) first, (byte) second};
                byte[] three = {(byte) first, (byte) second, (byte) 0x80};
                byte[] four = {(byte) first, (byte) second, (byte) 0x80, (byte) 0xBF};
                for (byte[] bytes : new byte[][] {two, three, four}) {
                    assertThat(Utf8Check.firstMalformed(bytes, 0, bytes.length))
                            .isEqualTo(decoders(bytes, 0, bytes.length));
                }
            }
        }
    }

    private static int decoders(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(to - from + 1), true);
        return result.isError() ? in.position() : -1;
    }

    private static byte[] bytes(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(3) > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
