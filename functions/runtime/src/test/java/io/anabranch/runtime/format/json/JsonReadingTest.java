package io.anabranch.runtime.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Json;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.WritingTest;
import io.anabranch.runtime.storage.ObjectRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonReadingTest {
    private enum Device {
        PHONE
    }

    private record Place(String country, int zip) {}

    private record Tree(String name, List<Tree> children) {}

    private record Event(
            Instant eventTime,
            Utf8 user,
            Device device,
            Place place,
            List<Integer> codes,
            Set<String> tags,
            Map<String, Double> scores,
            Optional<Place> other,
            boolean ok,
            double ratio,
            @Nullable Long size,
            BigDecimal price) {}

    private record Pair(@Nullable String a, long b) {}

    private record Odd(Object anything) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void everyTypeIsReadAndWrittenBack() {
        String line = "{\"event_time\":\"2026-03-01T00:00:00Z\",\"user\":\"ü\\n\",\"device\":\"PHONE\","
                + "\"place\":{\"country\":\"de\",\"zip\":7},\"codes\":[1,2],\"tags\":[\"a\"],\"scores\":{\"x\":0.5},"
                + "\"other\":null,\"ok\":true,\"ratio\":0.25,\"size\":null,\"price\":1.50}\n";
        Json<Event> format = Json.records(Event.class);

        List<Event> read = reading.whole(format, put(line));

        assertThat(read)
                .containsExactly(new Event(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Utf8.of("ü\n"),
                        Device.PHONE,
                        new Place("de", 7),
                        List.of(1, 2),
                        Set.of("a"),
                        Map.of("x", 0.5),
                        Optional.empty(),
                        true,
                        0.25,
                        null,
                        new BigDecimal("1.50")));
        assertThat(WritingTest.write(format, read)).isEqualTo(line);
    }

    @Test
    void recordsMayHoldRecordsOfTheirOwnKind() {
        assertThat(reading.whole(
                        Json.records(Tree.class),
                        put("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}")))
                .containsExactly(new Tree("a", List.of(new Tree("b", List.of()))));
    }

    @Test
    void otherPropertiesAndBlankLinesAreSkipped() {
        assertThat(reading.whole(
                        Json.records(Pair.class),
                        put("\n  \r\n{\"x\":{\"a\":[1,{}]},\"b\":1,\"a\":\"z\"}\r\n\n{\"b\":2}")))
                .containsExactly(new Pair("z", 1), new Pair(null, 2));
    }

    @Test
    void refusedLinesGoToThePolicyWithTheReason() {
        ObjectRef object = put("{\"a\":\"x\",\"b\":1}\n{\"a\":1,\"b\":1}\n{\"b\":\"1\"}\n{\"a\":\"x\"}\n[]\n{\"a\":\n"
                + "{\"b\":1}{\"b\":2}\n{\"b\":1,\"b\":2}\n{\"b\":9223372036854775808}\n");
        List<String> problems = new ArrayList<>();
        List<Pair> good = new ArrayList<>();

        reading.open(Json.records(Pair.class), object, bad -> problems.add(bad.offset() + " " + bad.problem()))
                .forEach(good::add);

        assertThat(good).containsExactly(new Pair("x", 1));
        assertThat(problems)
                .containsExactly(
                        "16 property a is '1', expected a text",
                        "30 property b is '1', expected a whole number",
                        "40 property b is missing",
                        "50 is an array, expected an object",
                        "53 it is not JSON: Unexpected end-of-input within/between Object entries",
                        "59 more follows the object",
                        "74 property b is there twice",
                        "88 property b is '9223372036854775808', expected a whole number");
    }

    @Test
    void aRefusedLineNamesObjectByteAndText() {
        assertThatThrownBy(() -> reading.whole(Json.records(Pair.class), put("{\"b\":1}\n{\"b\":x}\n")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot read a record: it is not JSON: Unrecognized token 'x'")
                .hasMessageEndingWith(
                        "Record: '{\"b\":x}'. Correct it, or allow dead letters (s3://bucket/a.jsonl, byte 8)");
    }

    @Test
    void aTypeThatJsonCannotHoldIsRefused() {
        ObjectRef object = put("{}");

        assertThatThrownBy(() -> reading.whole(Json.records(Odd.class), object))
                .isInstanceOf(CodeException.class)
                .hasMessageStartingWith("Cannot use JSON for component anything of Odd: it is a java.lang.Object.");
    }

    private ObjectRef put(String text) {
        return reading.put("a.jsonl", text.getBytes(StandardCharsets.UTF_8));
    }
}
