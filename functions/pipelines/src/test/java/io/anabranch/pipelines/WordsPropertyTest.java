package io.anabranch.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Words found in bytes against words found in the decoded text. A failure prints the seed. */
final class WordsPropertyTest {
    private static final int[] CODE_POINTS = {
        'a', 'Z', 'q', ' ', '-', '\'', '0', 0xC4, 0xDF, 0x130, 0x3A3, 0x3C3, 0x416, 0x4E2D, 0x301, 0x20AC, 0x1D400,
        0x1F600
    };

    @Test
    void wordsAreThoseOfTheDecodedLine() {
        for (long seed = 0; seed < 20_000; seed++) {
            Utf8 line = line(new SplittableRandom(seed));
            List<String> words = new ArrayList<>();
            Words.emit(line, word -> words.add(word.toString()));
            assertThat(words).as("seed %d: %s", seed, line).isEqualTo(words(line.toString()));
        }
    }

    @Test
    void aWordInLowerCaseIsASliceOfItsLine() {
        Utf8 line = Utf8.of("One two");
        List<Utf8> words = new ArrayList<>();
        Words.emit(line, words::add);
        assertThat(words).containsExactly(Utf8.of("one"), Utf8.of("two"));
        assertThat(words.get(1).array()).isSameAs(line.array());
        assertThat(words.get(0).array()).isNotSameAs(line.array());
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        line.codePoints().forEach(codePoint -> {
            if (Character.isLetter(codePoint)) {
                word.appendCodePoint(codePoint);
            } else {
                addWord(word, words);
            }
        });
        addWord(word, words);
        return words;
    }

    private static void addWord(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    /** Text of several scripts; every third line with some bytes that are not UTF-8, within other bytes. */
    private static Utf8 line(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3) == 0 ? 2 : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int from = random.nextInt(bytes.length + 1);
        return Utf8.wrap(bytes, from, bytes.length - from);
    }
}
