package io.anabranch.runtime.format.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is parsed from bytes is what the JDK parses from text. */
class ParsingPropertyTest {
    @Test
    void doublesAreTheNearestOnes() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            String text = switch (i % 4) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> Double.toString(random.nextInt(100_000) / 100.0);
                case 2 -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", random.nextDouble() * 1e6);
                default -> Double.toString(random.nextGaussian());
            };
            assertThat(Double.doubleToLongBits(Numbers.toDouble(padded(text), 0, text.length())))
                    .as(text)
                    .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
        }
        for (String text : List.of("-0", "0", ".5", "5.", "1e22", "-1E-5", "+3", "000000000000000000000001.5", "NaN")) {
            assertThat(Double.doubleToLongBits(Numbers.toDouble(padded(text), 0, text.length())))
                    .as(text)
                    .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
        }
    }

    @Test
    void longsAreExact() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            String text = Long.toString(random.nextLong() >> random.nextInt(64));
            assertThat(Numbers.toLong(padded(text), 0, text.length())).isEqualTo(Long.parseLong(text));
        }
        for (String text :
                List.of("+7", "-0", "9223372036854775807", "-9223372036854775808", "0000000000000000000001")) {
            assertThat(Numbers.toLong(padded(text), 0, text.length())).as(text).isEqualTo(Long.parseLong(text));
        }
    }

    @Test
    void shortTextsAreNumbersExactlyIfTheyLookLikeSome() {
        Random random = new Random(9);
        char[] letters = "0123456789.-+/:eé ".toCharArray();
        int numbers = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder made = new StringBuilder();
            for (int left = random.nextInt(11); left > 0; left--) {
                made.append(letters[random.nextInt(random.nextInt(3) == 0 ? letters.length : 11)]);
            }
            String text = made.toString();
            byte[] bytes = padded(text + "7.");
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (text.matches("[+-]?\\d+")) {
                assertThat(Numbers.toLong(bytes, 0, length)).as(text).isEqualTo(Long.parseLong(text));
            } else {
                assertThatThrownBy(() -> Numbers.toLong(bytes, 0, length))
                        .as(text)
                        .isInstanceOf(RefusedRecordException.class);
            }
            if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?")
                    && !Double.isInfinite(Double.parseDouble(text))) {
                numbers++;
                assertThat(Double.doubleToLongBits(Numbers.toDouble(bytes, 0, length)))
                        .as(text)
                        .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
            } else {
                assertThatThrownBy(() -> Numbers.toDouble(bytes, 0, length))
                        .as(text)
                        .isInstanceOf(RefusedRecordException.class);
            }
        }
        assertThat(numbers).isGreaterThan(20_000);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (String text : List.of("", "-", "+", "1 ", " 1", "1.0", "0x1", "9223372036854775808", "1_000", "١")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Numbers.toLong(padded(text), 0, bytes.length))
                    .as(text)
                    .isInstanceOf(RefusedRecordException.class);
        }
        for (String text : List.of("", ".", "-", "1e", "1e+", "0x1p3", "1d", "1f", " 1", "1.2.3", "nan", "1,5", "e5")) {
            assertThatThrownBy(() -> Numbers.toDouble(padded(text), 0, text.length()))
                    .as(text)
                    .isInstanceOf(RefusedRecordException.class);
        }
    }

    @Test
    void instantsAndDatesAreExact() {
        Random random = new Random(3);
        long first = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
        long last = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400 + 86_399;
        for (int i = 0; i < 50_000; i++) {
            long second = first + (long) (random.nextDouble() * (last - first));
            int[] nanos = {0, 1, random.nextInt(1000) * 1_000_000, random.nextInt(1_000_000_000)};
            Instant instant = Instant.ofEpochSecond(second, nanos[i % 4]);
            String text = instant.toString();
            assertThat(Times.toInstant(padded(text), 0, text.length())).isEqualTo(instant);
            String date = text.substring(0, 10);
            assertThat(Times.toDate(padded(date), 0, 10)).isEqualTo(LocalDate.parse(date));
        }
        for (String text : List.of("2026-03-01T12:00:00+02:00", "+12026-03-01T12:00:00Z", "2026-03-01T12:00:00.5Z")) {
            assertThat(Times.toInstant(padded(text), 0, text.length())).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void aTimeInWhichACharacterIsAnotherIsReadExactlyIfTheJdkReadsIt() {
        Random random = new Random(7);
        String letters = "0123456789-:.TZ/;,é";
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder changed = new StringBuilder(
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000))
                            .toString());
            changed.setCharAt(random.nextInt(changed.length()), letters.charAt(random.nextInt(letters.length())));
            String text = changed.toString();
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            Instant expected = expected(text);
            if (expected == null) {
                assertThatThrownBy(() -> Times.toInstant(padded(text), 0, length))
                        .as(text)
                        .isInstanceOf(RefusedRecordException.class);
            } else {
                read++;
                assertThat(Times.toInstant(padded(text), 0, length)).as(text).isEqualTo(expected);
            }
        }
        assertThat(read).isGreaterThan(20_000);
    }

    private static @Nullable Instant expected(String text) {
        try {
            return text.matches("[^T]*T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z")
                    ? Instant.parse(text)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : List.of(
                "",
                "Z",
                "2026-03-01",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-03-01 00:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T00:60:00Z",
                "2026-03-01T00:00:00.x1Z")) {
            assertThatThrownBy(() -> Times.toInstant(padded(text), 0, text.length()))
                    .as(text)
                    .isInstanceOf(RefusedRecordException.class);
        }
    }

    @Test
    void scansFindWhatALoopFinds() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40) + ByteScan.ROOM];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(4) == 0 ? 10 + random.nextInt(2) : random.nextInt(256));
            }
            int to = random.nextInt(bytes.length - ByteScan.ROOM + 1);
            int from = random.nextInt(to + 1);
            int first = -1;
            int count = 0;
            for (int j = to - 1; j >= from; j--) {
                if (bytes[j] == 10) {
                    first = j;
                    count++;
                }
            }
            long pattern = ByteScan.pattern((byte) 10);
            assertThat(ByteScan.indexOf(bytes, from, to, pattern)).isEqualTo(first);
            assertThat(ByteScan.count(bytes, from, to, pattern)).isEqualTo(count);
            Arrays.fill(bytes, to, to + ByteScan.ROOM, (byte) 0);
            assertThat(ByteScan.isAsciiWithout(bytes, from, to, pattern))
                    .isEqualTo(first < 0 && IntStream.range(from, to).allMatch(j -> bytes[j] >= 0));
        }
    }

    @Test
    void cachedStringsAreTheTextsTheyStandFor() {
        StringCache cache = new StringCache();
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            String text = "ü".repeat(random.nextInt(3)) + random.nextInt(i < 20_000 ? 50 : 1_000_000);
            byte[] bytes = padded(text);
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            assertThat(cache.get(bytes, 0, length)).isEqualTo(text);
        }
    }

    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + ByteScan.ROOM);
    }
}
