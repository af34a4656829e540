package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    @Test
    void theHashOfAKeyNeverChanges() {
        assertThat(hash("")).isEqualTo(EMPTY);
        assertThat(hash("a")).isEqualTo(LETTER);
        assertThat(hash("hello")).isEqualTo(HELLO);
        assertThat(hash("2026-11-23T17")).isEqualTo(HOUR);
        assertThat(hash("a key that is longer than two words, and then some")).isEqualTo(LONGER);
    }

    @Test
    void itDoesNotDependOnWhereTheKeyLies() {
        byte[] bytes = "..a key that is longer than two words...".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= 36; length++) {
            byte[] alone = java.util.Arrays.copyOfRange(bytes, 2, 2 + length);
            assertThat(KeyHash.hash(bytes, 2, length)).isEqualTo(KeyHash.hash(alone, 0, length));
        }
    }

    @Test
    void similarKeysFillAllRangesOfBothHalvesEvenly() {
        for (String pattern :
                new String[] {"%d", "user-%07d", "%d/", "a rather long key that ends in %d", "%d begins it, it is long"
                }) {
            int[] upper = new int[256];
            int[] lower = new int[256];
            Set<Long> all = new HashSet<>();
            for (int i = 0; i < 100_000; i++) {
                long hash = hash(String.format(pattern, i));
                upper[(int) (hash >>> 56)]++;
                lower[(int) (hash & 0xFF)]++;
                all.add(hash);
            }
            assertThat(all).hasSize(100_000);
            assertThat(chiSquared(upper)).as(pattern).isBetween(150.0, 380.0);
            assertThat(chiSquared(lower)).as(pattern).isBetween(150.0, 380.0);
        }
    }

    private static double chiSquared(int[] counts) {
        double expected = 100_000 / 256.0;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static long hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return KeyHash.hash(bytes, 0, bytes.length);
    }

    private static final long EMPTY = 0x1402B3D3FBA96E19L;
    private static final long LETTER = 0x1F9A36A82BC487DBL;
    private static final long HELLO = 0x4AB271F5DB8AE12FL;
    private static final long HOUR = 0x7C57E550DC93454FL;
    private static final long LONGER = 0x87800B7A1A195D27L;
}
