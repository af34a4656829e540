package io.anabranch.runtime.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import io.anabranch.format.Json;
import io.anabranch.format.RefusedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonPropertyTest {
    private enum Colour {
        RED,
        GREEN
    }

    private record Event(
            Instant eventTime,
            String userId,
            @Nullable String note,
            Utf8 raw,
            long bytes,
            int status,
            short few,
            byte least,
            double latencyMs,
            boolean hit,
            @Nullable Long boxedLong,
            @Nullable Integer boxedInt,
            @Nullable Double boxedDouble,
            @Nullable Boolean boxedBoolean,
            @Nullable LocalDate day,
            @Nullable UUID id,
            @Nullable Colour colour) {}

    private static final List<String> WHOLES = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "01",
            "-01",
            "00",
            "+1",
            "127",
            "128",
            "-128",
            "-129",
            "32767",
            "32768",
            "-32768",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "123456789012345678",
            "1234567890123456789",
            "1.0",
            "1e2",
            "1E2",
            "\"1\"",
            "-",
            "",
            "null",
            "true",
            "1x",
            "1 2",
            "[1]");
    private static final List<String> DECIMALS = List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "1.5",
            "-1.5",
            "01.5",
            "1.",
            ".5",
            "1.5e3",
            "1e400",
            "-1e-400",
            "1.7976931348623157",
            "123456789012345678901234567890123456789.5",
            "0.1",
            "0.30000000000000004",
            "9007199254740993",
            "\"NaN\"",
            "\"Infinity\"",
            "NaN",
            "-Infinity",
            "1.5.5",
            "1-5",
            "null",
            "1f");
    private static final List<String> TRUTHS =
            List.of("true", "false", "null", "True", "tru", "truex", "true1", "0", "\"true\"");
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"a\"",
            "\"seven77\"",
            "\"eight888\"",
            "\"nine99999\"",
            "\"sixteen16sixteen\"",
            "\"é\"",
            "\"間山書\"",
            "\"\uD83D\uDE00\"",
            "\"a\\nb\"",
            "\"\\u0041\"",
            "\"\\ud800\"",
            "\"a\tb\"",
            "\"a\u0001\"",
            "\"a\u007F\"",
            "\"back\\\\slash\"",
            "\"q\\\"uote\"",
            "\"unended",
            "null",
            "1",
            "{}",
            "'a'",
            "\" spaces \"",
            "\"a, b: {c}\"");
    private static final List<String> TIMES = List.of(
            "\"2026-03-01T12:34:56Z\"",
            "\"2026-03-01T12:34:56.789Z\"",
            "\"2026-03-01T12:34:56+02:00\"",
            "\"2026-02-30T12:34:56Z\"",
            "\"\"",
            "\"2026-03-01T12:34:60Z\"",
            "1",
            "null");
    private static final List<String> DAYS =
            List.of("\"2026-03-01\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"x\"", "null", "20260301");
    private static final List<String> IDS = List.of(
            "\"00112233-4455-6677-8899-aabbccddeeff\"",
            "\"00112233-4455-6677-8899-AABBCCDDEEFF\"",
            "\"00112233\"",
            "null");
    private static final List<String> COLOURS = List.of("\"RED\"", "\"GREEN\"", "\"BLUE\"", "\"red\"", "null", "0");
    private static final List<String> UNKNOWN = List.of(
            "1",
            "-1.5",
            "1e5",
            "\"x\"",
            "\"\\n\"",
            "true",
            "false",
            "null",
            "[]",
            "{\"a\":[1,{}]}",
            "nul",
            "01",
            "1.",
            "",
            "\"a\tb\"");
    private static final List<String> SPACE = List.of("", "", "", "", " ", "\t", "\r", "  ");

    @Test
    void whatIsReadFromTheBytesIsWhatTheParserReads() {
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            JsonLines<Event> plain = JsonLines.of(Json.records(Event.class));
            JsonLines<Event> parsing = JsonLines.parsing(Json.records(Event.class));
            for (int i = 0; i < 60; i++) {
                byte[] line = line(random);
                String why = "seed " + seed + ": " + new String(line, StandardCharsets.UTF_8);
                Object expected = outcome(() -> decode(parsing, line));
                assertThat(outcome(() -> decode(plain, line))).as(why).isEqualTo(expected);
                if (expected instanceof Event) {
                    read++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(read).as("some lines are read").isGreaterThan(2000);
        assertThat(refused).as("some lines are refused").isGreaterThan(2000);
    }

    @Test
    void ordinaryLinesAreReadWithoutTheParser() {
        PlainJson plain = PlainJson.of(new JsonTypes().record(Event.class));
        for (int seed = 0; seed < 100; seed++) {
            byte[] line = text(new Random(seed), 0).getBytes(StandardCharsets.UTF_8);
            byte[] roomy = new byte[line.length + 8];
            System.arraycopy(line, 0, roomy, 0, line.length);
            assertThat(plain.read(roomy, 0, line.length)).as("seed %d", seed).isInstanceOf(Event.class);
        }
    }

    @Test
    void linesThatAreSeldomPlainAreStillReadRight() {
        JsonLines<Event> plain = JsonLines.of(Json.records(Event.class));
        JsonLines<Event> parsing = JsonLines.parsing(Json.records(Event.class));
        for (int seed = 0; seed < 5000; seed++) {
            String text = text(new Random(seed), 0).replaceFirst("\\}$", seed % 4 == 0 ? "}" : ",\"other\":[]}");
            byte[] line = text.getBytes(StandardCharsets.UTF_8);
            assertThat(decode(plain, line)).as("seed %d", seed).isEqualTo(decode(parsing, line));
        }
    }

    private static byte[] line(Random random) {
        byte[] line = text(random, random.nextInt(4) == 0 ? 0 : 30).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0 && line.length > 0) {
            line[random.nextInt(line.length)] = (byte) "{}[]\":,\\ \t\u0000\u001f0aZ\u00ff".charAt(random.nextInt(16));
        }
        return line;
    }

    /** @param oddOneIn how many values are as usual for one that may be anything; 0 if all are */
    private static String text(Random random, int oddOneIn) {
        List<String> properties = new ArrayList<>(List.of(
                property(random, oddOneIn, "event_time", TIMES, 2),
                property(random, oddOneIn, random.nextBoolean() ? "userId" : "user_id", TEXTS, 9),
                property(random, oddOneIn, "raw", TEXTS, 9),
                property(random, oddOneIn, "bytes", WHOLES, 1),
                property(random, oddOneIn, "status", WHOLES, 1),
                property(random, oddOneIn, "few", WHOLES, 1),
                property(random, oddOneIn, "least", WHOLES, 1),
                property(random, oddOneIn, "latency_ms", DECIMALS, 6),
                property(random, oddOneIn, "hit", TRUTHS, 2)));
        optional(random, properties, property(random, oddOneIn, "note", TEXTS, 9));
        optional(random, properties, property(random, oddOneIn, "boxedLong", WHOLES, 1));
        optional(random, properties, property(random, oddOneIn, "boxed_int", WHOLES, 1));
        optional(random, properties, property(random, oddOneIn, "boxed_double", DECIMALS, 6));
        optional(random, properties, property(random, oddOneIn, "boxed_boolean", TRUTHS, 3));
        optional(random, properties, property(random, oddOneIn, "day", DAYS, 1));
        optional(random, properties, property(random, oddOneIn, "id", IDS, 2));
        optional(random, properties, property(random, oddOneIn, "colour", COLOURS, 2));
        optional(random, properties, property(random, oddOneIn, "unknown", UNKNOWN, 2));
        if (random.nextBoolean()) {
            Collections.shuffle(properties, random);
        }
        if (oddOneIn > 0 && random.nextInt(oddOneIn) == 0) {
            properties.add(properties.get(random.nextInt(properties.size())));
        }
        String comma = space(random) + "," + space(random);
        return space(random) + "{" + space(random) + String.join(comma, properties) + space(random) + "}"
                + space(random) + (oddOneIn > 0 && random.nextInt(oddOneIn) == 0 ? "{}" : "");
    }

    private static void optional(Random random, List<String> properties, String property) {
        if (random.nextInt(3) > 0) {
            properties.add(property);
        }
    }

    /** @param usual how many of {@code values} are as usual, the first ones */
    private static String property(Random random, int oddOneIn, String name, List<String> values, int usual) {
        boolean odd = oddOneIn > 0 && random.nextInt(oddOneIn) == 0;
        String value = values.get(random.nextInt(odd ? values.size() : usual));
        String spelt = oddOneIn > 0 && random.nextInt(20 * oddOneIn) == 0 ? name.replace("s", "\\u0073") : name;
        return "\"" + spelt + "\"" + space(random) + ":" + space(random) + value;
    }

    private static String space(Random random) {
        return SPACE.get(random.nextInt(SPACE.size()));
    }

    private static @Nullable Event decode(JsonLines<Event> lines, byte[] line) {
        // What lies around a line is never taken for a part of it.
        byte[] around = new byte[line.length + 24];
        java.util.Arrays.fill(around, (byte) '1');
        System.arraycopy(line, 0, around, 8, line.length);
        return lines.decode(around, 8, 8 + line.length);
    }

    private static Object outcome(Supplier<@Nullable Event> decoding) {
        try {
            Event event = decoding.get();
            return event == null ? "blank" : event;
        } catch (RefusedRecordException e) {
            return e.problem();
        }
    }
}
