package io.anabranch.runtime.format.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is taken for a value is exactly what the grammar of its type says (the one in the Javadoc of Csv, written here once more), and is the value
 * that the JDK makes of it; and what is taken is written and read again as the same value.
 */
class GrammarPropertyTest {
    private static final int MUTATIONS = 40_000;
    private static final String DECIMAL = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?";
    private static final String DATE =
            "([0-9]{4}|[+][0-9]{5,10}|-[0-9]{4,10})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "T([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String SECOND = ":[0-5][0-9](\\.[0-9]{1,9})?";

    private enum Device {
        PHONE,
        Desktop
    }

    /** A type: the texts to begin with, the grammar, and what the JDK makes of a text; null if it makes nothing of it. */
    private record Kind(Class<?> type, List<String> texts, String grammar, Function<String, @Nullable Object> jdk) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    Long.class,
                    List.of("0", "-7", "+12", "9223372036854775807", "-9223372036854775808"),
                    "[+-]?[0-9]+",
                    Long::valueOf),
            new Kind(Integer.class, List.of("0", "-2147483648", "2147483647"), "[+-]?[0-9]+", Integer::valueOf),
            new Kind(Short.class, List.of("0", "-32768", "32767"), "[+-]?[0-9]+", Short::valueOf),
            new Kind(Byte.class, List.of("0", "-128", "127"), "[+-]?[0-9]+", Byte::valueOf),
            new Kind(
                    Double.class,
                    List.of(
                            "0",
                            "1.5",
                            "-2e300",
                            "1e308",
                            "1E-400",
                            ".5",
                            "5.",
                            "-Infinity",
                            "NaN",
                            "123456789012345678"),
                    DECIMAL + "|NaN|-?Infinity",
                    GrammarPropertyTest::finiteDouble),
            new Kind(
                    Float.class,
                    List.of("0", "1.5", "-2e38", "3.4028236e38", "16777217", "1.00000017881393432617187499", "NaN"),
                    DECIMAL + "|NaN|-?Infinity",
                    GrammarPropertyTest::finiteFloat),
            new Kind(Boolean.class, List.of("true", "FALSE", "True"), "(?i:true|false)", Boolean::valueOf),
            new Kind(
                    BigDecimal.class,
                    List.of("0", "-1.50", "1e2147483647", "1e-2147483647", "5.", ".5"),
                    DECIMAL,
                    GrammarPropertyTest::exact),
            new Kind(BigInteger.class, List.of("0", "-99999999999999999999", "+1"), "[+-]?[0-9]+", BigInteger::new),
            new Kind(
                    UUID.class,
                    List.of("123e4567-e89b-12d3-a456-426614174000", "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE"),
                    "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                    UUID::fromString),
            new Kind(
                    Instant.class,
                    List.of(
                            "2026-03-01T12:34:56Z",
                            "2026-12-31T23:59:59.5Z",
                            "2026-03-01T12:00:00+02:00",
                            "+12026-03-01T23:00:00Z"),
                    DATE + TIME + SECOND + "(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)",
                    Instant::parse),
            new Kind(
                    LocalDate.class,
                    List.of("2024-02-29", "9999-12-31", "-0001-01-01", "+10000-01-01"),
                    DATE,
                    LocalDate::parse),
            new Kind(
                    LocalDateTime.class,
                    List.of(
                            "2026-03-01T12:34:56",
                            "2026-03-01T12:34",
                            "2026-03-01T23:59:59.123456789",
                            "+10000-01-01T00:00"),
                    DATE + TIME + "(" + SECOND + ")?",
                    LocalDateTime::parse),
            new Kind(
                    Duration.class,
                    List.of("PT1H30M", "P2DT3S", "PT-0.5S", "-PT1M", "PT0S", "PT1.5S"),
                    "[+-]?P([+-]?[0-9]+D)?(T([+-]?[0-9]+H)?([+-]?[0-9]+M)?([+-]?[0-9]+(\\.[0-9]{1,9})?S)?)?",
                    Duration::parse),
            new Kind(Device.class, List.of("PHONE", "Desktop"), "PHONE|Desktop", Device::valueOf),
            new Kind(
                    Character.class,
                    List.of("a", "ü", "\u0000"),
                    "(?s:.)",
                    text -> text.length() == 1 ? text.charAt(0) : null));

    @Test
    void whatTheGrammarSaysIsReadAndNothingElse() {
        for (Kind kind : KINDS) {
            Cell<?> cell = Cells.of(kind.type);
            Pattern grammar = Pattern.compile(kind.grammar);
            Random random = new Random(7);
            int taken = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                String text = i < kind.texts.size() ? kind.texts.get(i) : mutated(kind.texts, random);
                Object expected = grammar.matcher(text).matches() ? ofJdk(kind, text) : null;
                Object value = read(cell, text);
                assertThat(value).as("%s '%s'", kind.type.getSimpleName(), text).isEqualTo(expected);
                if (value != null) {
                    taken++;
                    String written = value instanceof Enum<?> constant ? constant.name() : value.toString();
                    assertThat(read(cell, written))
                            .as("'%s' of '%s'", written, text)
                            .isEqualTo(value);
                }
            }
            assertThat(taken).as(kind.type.getSimpleName()).isGreaterThanOrEqualTo(kind.texts.size());
        }
    }

    @Test
    void whatTheJdkTakesAndNobodyMeansIsRefused() {
        Map<Class<?>, List<String>> refused = new LinkedHashMap<>();
        refused.put(
                UUID.class,
                List.of("1aaaaaaaa-bbbb-cccc-dddd-0eeeeeeeeee", "+aaaaaaa-bbbb-cccc-dddd-0eeeeeeeeeee", "1-1-1-1-1"));
        refused.put(
                Instant.class,
                List.of(
                        "2023-03-03T23:59:60Z",
                        "2023-03-03T12:34:60Z",
                        "2023-03-03T12:00:00.Z",
                        "2023-03-03T24:00:00Z",
                        "2023-03-03t12:00:00z",
                        "2023-03-03T12:00:00+0200"));
        refused.put(
                LocalDateTime.class,
                List.of("2023-03-03T12:00:00.", "2023-03-03T24:00", "2023-03-03t12:00", "2023-03-03T23:59:60"));
        refused.put(Duration.class, List.of("pt1h", "PT1.S", "PT1,5S", "P", "PT", "P1Y"));
        refused.put(
                Double.class,
                List.of("1e400", "-1e400", "1".repeat(400), "101E010031", "0x1p3", "1d", "infinity", "+Infinity"));
        refused.put(Float.class, List.of("1e39", "-1e39", "3.4028236e38"));
        refused.put(
                BigDecimal.class, List.of("1e2147483648", "1e99999999999", "1e-99999999999", "١", "1".repeat(10_002)));
        refused.put(BigInteger.class, List.of("١", "1_0", "1".repeat(10_002)));
        refused.put(Boolean.class, List.of("1", "yes", "ｔrue"));
        refused.forEach((type, texts) -> {
            for (String text : texts) {
                assertThat(read(Cells.of(type), text))
                        .as("%s '%s'", type.getSimpleName(), text)
                        .isNull();
            }
        });
        assertThat(read(Cells.of(Float.class), "3.4028235e38")).isEqualTo(Float.MAX_VALUE);
        assertThat(read(Cells.of(Double.class), "1e-400")).isEqualTo(0.0);
    }

    private static @Nullable Object read(@Nullable Cell<?> cell, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return cell == null
                    ? null
                    : cell.parse(Arrays.copyOf(bytes, bytes.length + ByteScan.ROOM), 0, bytes.length);
        } catch (RefusedRecordException e) {
            return null;
        }
    }

    private static @Nullable Object ofJdk(Kind kind, String text) {
        try {
            return kind.jdk.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** What is written has to be read again. */
    private static Object exact(String text) {
        return new BigDecimal(new BigDecimal(text).toString());
    }

    private static @Nullable Object finiteDouble(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) && !text.endsWith("Infinity") ? null : value;
    }

    private static @Nullable Object finiteFloat(String text) {
        float value = Float.parseFloat(text);
        return Float.isInfinite(value) && !text.endsWith("Infinity") ? null : value;
    }

    /** A text of the list with one to three characters changed, left out, doubled or put in. */
    private static String mutated(List<String> texts, Random random) {
        String alphabet = "0123456789+-.:eETZtzPHMSDafAF NI\u0000ü";
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            int kind = random.nextInt(3);
            if (kind == 0 || at == text.length()) {
                text.insert(at, other);
            } else if (kind == 1) {
                text.setCharAt(at, other);
            } else {
                text.deleteCharAt(at);
            }
        }
        return text.toString();
    }
}
