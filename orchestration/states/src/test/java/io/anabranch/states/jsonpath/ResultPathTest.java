package io.anabranch.states.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.VariableScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultPathTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$         | {'a': 1}           | 9",
                "$.r       | {'a': 1}           | {'a': 1, 'r': 9}",
                "$.a       | {'a': 1}           | {'a': 9}",
                "$.x.y.z   | {'a': 1}           | {'a': 1, 'x': {'y': {'z': 9}}}",
                "$.l[1]    | {'l': [1, 2, 3]}   | {'l': [1, 9, 3]}",
                "$['b c']  | {}                 | {'b c': 9}",
            })
    void theResultGoesWhereThePathPoints(String path, String input, String expected) throws Exception {
        JsonNode before = json(input);

        JsonNode merged = ResultPath.of(TextNode.valueOf(path)).merge(before, json("9"));

        assertThat(merged).isEqualTo(json(expected));
        assertThat(before).as("the input stays as it is").isEqualTo(json(input));
    }

    @Test
    void nullDiscardsTheResultAndNothingReplacesTheInput() throws Exception {
        assertThat(ResultPath.of(NullNode.getInstance()).merge(json("1"), json("2")))
                .isEqualTo(json("1"));
        assertThat(ResultPath.of(null).merge(json("1"), json("2"))).isEqualTo(json("2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"$.r | 'text'", "$.a.b | {'a': 1}", "$.l[5] | {'l': []}"})
    void aPathThatDoesNotFitTheInputIsAMatchFailure(String path, String input) {
        assertThatThrownBy(() -> ResultPath.of(TextNode.valueOf(path)).merge(json(input), json("1")))
                .isInstanceOfSatisfying(
                        StatesError.class,
                        error -> assertThat(error.error()).isEqualTo("States.ResultPathMatchFailure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[*]", "$..a", "$$.x", "x", "$.a[?(@.b)]"})
    void whatIsNoReferencePathIsRefused(String path) {
        assertThatThrownBy(() -> ResultPath.of(TextNode.valueOf(path))).isInstanceOf(InvalidPath.class);
    }

    @Test
    void anInputPathOfNullIsTheEmptyObject() throws Exception {
        Environment environment = new Environment(json("{'a': 1}"), json("{}"), VariableScope.EMPTY, Entropy.seeded(1));

        assertThat(PathFilter.of("InputPath", NullNode.getInstance()).apply(environment))
                .isEqualTo(json("{}"));
        assertThat(PathFilter.of("InputPath", null).apply(environment)).isEqualTo(json("{'a': 1}"));
        assertThatThrownBy(() ->
                        PathFilter.of("InputPath", TextNode.valueOf("$.b")).apply(environment))
                .hasMessageContaining("Invalid path '$.b'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$.b     | Invalid path '$.b' : No results for path: $['b']",
                "$.b.c   | Invalid path '$.b.c' : Missing property in path $['b']",
                "$.a.c   | Invalid path '$.a.c' : Expected to find an object with property ['c'] in path $['a'] but found 'java.lang.Integer'.",
            })
    void anOutputPathThatFindsNothingSaysWhere(String path, String why) throws Exception {
        Environment environment = new Environment(json("{'a': 1}"), json("{}"), VariableScope.EMPTY, Entropy.seeded(1));

        assertThatThrownBy(() ->
                        PathFilter.of("OutputPath", TextNode.valueOf(path)).apply(environment))
                .isInstanceOfSatisfying(
                        StatesError.class,
                        error -> assertThat(error.causeText()).startsWith(why));
    }

    private static JsonNode json(String text) throws Exception {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
