package io.anabranch.runtime.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Json;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.WritingTest;
import io.anabranch.runtime.storage.ObjectRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What JSON parsers let through, and we do not. */
class JsonStrictTest {
    private record Count(@Nullable Long n) {}

    private record Outer(Optional<Count> inner, Map<String, Long> map) {}

    private record User(
            String user, Optional<String> plan, @Nullable Integer age) {}

    private record Doubles(double d, float f, @Nullable Double boxed, Optional<Float> optional) {}

    private record Exact(BigDecimal decimal, Optional<BigInteger> whole) {}

    private record Bytes(byte[] bytes) {}

    private record Id(UUID id) {}

    private record Tree(List<Tree> children) {}

    private record Lists(List<String> texts, List<Optional<Integer>> optionals, Map<String, Optional<String>> map) {}

    private record Twofold(Optional<Optional<String>> value) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void aNameThatIsThereTwiceIsRefusedWhateverItsValuesAndWhereverItIs() {
        assertThat(problems(Json.records(Count.class), """
                {"n":4,"n":5}
                {"n":null,"n":5}
                {"n":5,"n":null}
                {"n":null,"n":null}
                """))
                .containsExactly(
                        "property n is there twice",
                        "property n is there twice",
                        "property n is there twice",
                        "property n is there twice");
        assertThat(problems(Json.records(Outer.class), """
                {"inner":{"n":1,"n":null},"map":{}}
                {"inner":null,"map":{"a":1,"b":2,"a":1}}
                {"inner":null,"map":{},"inner":null}
                """))
                .containsExactly(
                        "property inner: property n is there twice",
                        "property map has key 'a' twice",
                        "property inner is there twice");
    }

    @Test
    void aComponentThatIsNeitherOptionalNorNullableIsThereInEveryRecord() {
        assertThat(problems(Json.records(User.class), """
                {"User":"a"}
                {"user":null}
                {"plan":"free","age":3}
                """))
                .containsExactly("property user is missing", "property user is null", "property user is missing");
        assertThat(reading.whole(
                        Json.records(User.class),
                        put("{\"user\":\"\"}\n{\"user\":\"a\",\"plan\":null,\"age\":null}\n")))
                .containsExactly(new User("", Optional.empty(), null), new User("a", Optional.empty(), null));
    }

    @Test
    @SuppressWarnings("NullAway") // A user's code that is not checked.
    void nullIsWrittenWhereItMayBeOnly() {
        assertThat(WritingTest.write(Json.records(User.class), List.of(new User("a", Optional.empty(), null))))
                .isEqualTo("{\"user\":\"a\",\"plan\":null,\"age\":null}\n");
        assertThatThrownBy(
                        () -> WritingTest.write(Json.records(User.class), List.of(new User(null, Optional.empty(), 1))))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot write property user: it is null. Declare it @Nullable, or as an Optional");
        assertThatThrownBy(() -> WritingTest.write(
                        Json.records(Lists.class), List.of(new Lists(Arrays.asList("a", null), List.of(), Map.of()))))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write an element: it is null.");
    }

    @Test
    void anEmptyOptionalIsNullAlsoInListsAndMaps() {
        Lists lists = new Lists(List.of(""), List.of(Optional.empty(), Optional.of(1)), Map.of("a", Optional.empty()));

        ObjectRef object = put(WritingTest.write(Json.records(Lists.class), List.of(lists)));

        assertThat(reading.whole(Json.records(Lists.class), object)).containsExactly(lists);
        assertThat(problems(Json.records(Lists.class), "{\"texts\":[null],\"optionals\":[],\"map\":{}}\n"))
                .containsExactly("property texts is 'null', expected no null in an array");
    }

    @Test
    void anOptionalOfAnOptionalIsRefusedWhenTheRunIsPlanned() {
        assertThatThrownBy(() -> new JsonFormat<>(Json.records(Twofold.class)).requireReadable())
                .isInstanceOf(CodeException.class);
    }

    @Test
    void aNumberBeyondItsTypeIsRefusedAndAFloatIsRoundedOnce() {
        assertThat(problems(Json.records(Doubles.class), """
                {"d":1e400,"f":1}
                {"d":1,"f":1e39}
                {"d":1,"f":1,"boxed":-1e400}
                {"d":1,"f":1,"optional":3.5e38}
                {"d":"1","f":1}
                """))
                .containsExactly(
                        "property d is '1e400', expected a number that a double holds",
                        "property f is '1e39', expected a number that a float holds",
                        "property boxed is '-1e400', expected a number that a double holds",
                        "property optional is '3.5e38', expected a number that a float holds",
                        "property d is '1', expected a number");
        // Half-way between two floats and a little more: as a double it is half-way.
        String text = "1.00000017881393432617187499";
        assertThat(reading.whole(
                        Json.records(Doubles.class),
                        put("{\"d\":-0,\"f\":" + text + ",\"optional\":" + text
                                + "}\n{\"d\":\"Infinity\",\"f\":\"NaN\"}\n")))
                .containsExactly(
                        new Doubles(-0.0, Float.parseFloat(text), null, Optional.of(Float.parseFloat(text))),
                        new Doubles(Double.POSITIVE_INFINITY, Float.NaN, null, Optional.empty()));
        assertThat(Float.parseFloat(text)).isNotEqualTo((float) Double.parseDouble(text));
    }

    @Test
    void aDecimalThatCannotBeHeldIsARefusedRecord() {
        String digits = "9".repeat(10_001);
        List<String> problems = problems(
                Json.records(Exact.class),
                "{\"decimal\":1e2147483648}\n{\"decimal\":1e-99999999999}\n{\"decimal\":1,\"whole\":" + digits
                        + "}\n{\"decimal\":1." + digits + digits + "}\n{\"decimal\":1,\"whole\":1.0}\n");

        assertThat(problems).hasSize(5);
        assertThat(problems.get(0))
                .isEqualTo("property decimal is '1e2147483648', expected a number with an exponent that an int holds");
        assertThat(problems.get(4)).isEqualTo("property whole is '1.0', expected a whole number");
        assertThat(reading.whole(Json.records(Exact.class), put("{\"decimal\":1E+2147483647}\n")))
                .containsExactly(new Exact(new BigDecimal("1E+2147483647"), Optional.empty()));
    }

    @Test
    void base64AndUuidsAreAsTheyAreWritten() {
        assertThat(problems(Json.records(Bytes.class), """
                {"bytes":"QR=="}
                {"bytes":"QQ"}
                {"bytes":"Q Q=="}
                {"bytes":"QQ==="}
                """))
                .hasSize(4)
                .allMatch(problem -> problem.endsWith("expected bytes in base64"));
        assertThat(problems(Json.records(Id.class), "{\"id\":\"1aaaaaaaa-bbbb-cccc-dddd-0eeeeeeeeee\"}\n"))
                .containsExactly("property id is '1aaaaaaaa-bbbb-cccc-dddd-0eeeeeeeeee', expected a UUID");
    }

    @Test
    void nestingOfAHundredThousandIsARefusedRecordAndTheNextOneIsRead() {
        String deep = "{\"children\":[".repeat(50_000) + "]}".repeat(50_000);
        String unread = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"children\":[]}";
        List<Tree> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (RecordReader<Tree> reader = reading.open(
                Json.records(Tree.class),
                put(deep + "\n" + unread + "\n{\"children\":[]}\n"),
                bad -> problems.add(bad.problem()))) {
            reader.forEach(read::add);
        }

        assertThat(read).containsExactly(new Tree(List.of()));
        assertThat(problems)
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("it is beyond what is read: ")
                        && problem.contains("nesting depth (1001) exceeds the maximum allowed (1000"));
    }

    @Test
    void whatIsNestedTooDeeplyIsNotWritten() {
        Tree tree = new Tree(List.of());
        for (int i = 0; i < 20_000; i++) {
            tree = new Tree(List.of(tree));
        }
        Tree deep = tree;

        assertThatThrownBy(() -> WritingTest.write(Json.records(Tree.class), List.of(deep)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write a record: ");
    }

    @Test
    void lineThatBeginsWithZerosIsNotTakenForUtf16() {
        byte[] bytes = "{\"n\":1}".getBytes(StandardCharsets.UTF_16BE);
        List<String> problems = new ArrayList<>();
        ObjectRef object = reading.put("a.jsonl", join("{\"n\":2}\n".getBytes(StandardCharsets.UTF_8), bytes));
        reading.open(Json.records(Count.class), object, bad -> problems.add(bad.problem()))
                .forEach(number -> {});

        assertThat(problems).containsExactly("it is not JSON: it begins with zeros");
    }

    @Test
    void whatTheParserSaysIsShownInOneLine() {
        assertThat(problems(Json.records(Count.class), "{\"n\":\u001b[31mx}\n").get(0))
                .startsWith("it is not JSON: ")
                .doesNotContain("\u001b");
    }

    private <T> List<String> problems(Json<T> format, String text) {
        List<String> problems = new ArrayList<>();
        try (RecordReader<T> reader = reading.open(format, put(text), bad -> problems.add(bad.problem()))) {
            reader.forEach(record -> problems.add("read " + record));
        }
        return problems;
    }

    private ObjectRef put(String text) {
        return reading.put("a.jsonl", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }
}
