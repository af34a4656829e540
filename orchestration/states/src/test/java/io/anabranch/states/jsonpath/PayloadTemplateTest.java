package io.anabranch.states.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.VariableScope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTemplateTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void aFieldThatEndsInDollarIsReplacedByWhatItsPathFinds() throws Exception {
        JsonNode value = evaluate(
                "{'city.$': '$.order.city', 'first.$': '$.order.lines[0]', 'kept': '$.order.city'}",
                "{'order': {'city': 'Ulm', 'lines': [7, 8]}}");

        assertThat(value).isEqualTo(json("{'city': 'Ulm', 'first': 7, 'kept': '$.order.city'}"));
    }

    @Test
    void templatesNestInObjectsAndArrays() throws Exception {
        assertThat(evaluate("{'a': [{'b.$': '$.x'}, 2]}", "{'x': null}")).isEqualTo(json("{'a': [{'b': null}, 2]}"));
    }

    @Test
    void contextAndVariablesAreReadByTheirOwnRoots() throws Exception {
        assertThat(evaluate("{'run.$': '$$.Execution.Name', 'n.$': '$limits.max'}", "{}"))
                .isEqualTo(json("{'run': 'nightly', 'n': 5}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.a[*].n     | [1, 2, 3]",
                "$.a[0:2].n   | [1, 2]",
                "$..n         | [1, 2, 3]",
                "$.a[?(@.n > 1)].n | [2, 3]",
                "$.a[-1].n    | 3",
                "$['a'][1]['n'] | 2",
                "$.none[*].n  | ",
                "$.a[*].none  | []",
            })
    void anIndefinitePathYieldsTheArrayOfItsMatches(String path, String expected) throws Exception {
        Environment environment = environment("{'a': [{'n': 1}, {'n': 2}, {'n': 3}]}");

        JsonNode found = Path.parse(path).find(environment);

        assertThat(found).isEqualTo(expected == null ? null : json(expected));
    }

    @Test
    void aPathThatFindsNothingNamesItselfItsFieldAndTheInput() {
        assertThatThrownBy(() -> evaluate("{'x.$': '$.nope'}", "{'a': 1}"))
                .isInstanceOfSatisfying(StatesError.class, error -> {
                    assertThat(error.error()).isEqualTo("States.Runtime");
                    assertThat(error.at("S", 2).causeText())
                            .isEqualTo(
                                    "An error occurred while executing the state 'S' (entered at the event id #2). The"
                                            + " JSONPath '$.nope' specified for the field 'x.$' could not be found in the input"
                                            + " '{\"a\":1}'");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x.$': 'nope'}",
                "{'x.$': 3}",
                "{'x.$': 'States.Nope()'}",
                "{'x.$': 'States.UUID(1)'}",
                "{'x.$': '$.a[?(x'}",
                "{'x.$': 'States.Format($.a'}"
            })
    void aFieldThatIsNoPathIsRefusedWhenItIsCompiled(String template) {
        assertThatThrownBy(() -> PayloadTemplate.compile(json(template)))
                .isInstanceOf(InvalidPath.class)
                .hasMessage(
                        "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "States.Format('{} of {}', $.n, 'many')              | \"3 of many\"",
                "States.Format('{}', $.o)                            | \"{k=v, l=[1, 2]}\"",
                "States.Format('a \\{\\} {}', $.n)                   | \"a {} 3\"",
                "States.Format('it\\'s {}', true)                    | \"it's true\"",
                "States.Array($.n, States.Array(), null, 1.5)        | [3, [], null, 1.5]",
                "States.ArrayPartition($.l, 2)                       | [[1, 2], [3]]",
                "States.ArrayContains($.l, 2)                        | true",
                "States.ArrayRange(9, 1, -4)                         | [9, 5, 1]",
                "States.ArrayGetItem($.l, 0)                         | 1",
                "States.ArrayLength($.l)                             | 3",
                "States.ArrayUnique(States.Array(1, 2, 1))           | [1, 2]",
                "States.Base64Decode(States.Base64Encode('äß'))      | \"äß\"",
                "States.Hash('abc', 'MD5')                           | \"900150983cd24fb0d6963f7d28e17f72\"",
                "States.JsonMerge($.o, $.p, false)                   | {\"k\": \"w\", \"l\": [1, 2]}",
                "States.JsonToString($.o)                            | \"{\\\"k\\\":\\\"v\\\",\\\"l\\\":[1,2]}\"",
                "States.StringToJson('[1, {}]')                      | [1, {}]",
                "States.StringSplit('a.b-c..d', '.-')                | [\"a\", \"b\", \"c\", \"d\"]",
                "States.MathAdd(-1.5, 0.5)                           | 0",
            })
    void intrinsicFunctionsCompute(String call, String expected) throws Exception {
        Environment environment =
                environment("{'n': 3, 'l': [1, 2, 3], 'o': {'k': 'v', 'l': [1, 2]}, 'p': {'k': 'w'}}");

        assertThat(PathOrIntrinsic.parse(call).evaluate(environment, "x.$")).isEqualTo(MAPPER.readTree(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "States.ArrayGetItem($.l, 3)       | The index 3 is out of bounds for an array of length 3",
                "States.ArrayPartition($.l, 0)     | The second argument must be a positive integer but was 0",
                "States.ArrayRange(1, 2000, 1)     | The range has more than 1000 elements",
                "States.ArrayLength('a')           | The first argument must be an array but was \"a\"",
                "States.StringToJson('{')          | The argument is not valid JSON",
                "States.JsonMerge($, $, true)      | The third argument must be false",
                "States.Hash('a', 'MD4')           | The algorithm 'MD4' is not one of",
                "States.MathAdd(2147483647, 1)     | The sum 2147483648 is not between",
                "States.Format('{}')               | The number of occurrences of {} does not match",
            })
    void anIntrinsicFunctionThatFailsNamesItsCall(String call, String why) {
        assertThatThrownBy(() -> PathOrIntrinsic.parse(call).evaluate(environment("{'l': [1, 2, 3]}"), "x.$"))
                .isInstanceOfSatisfying(StatesError.class, error -> {
                    assertThat(error.error()).isEqualTo("States.Runtime");
                    assertThat(error.causeText())
                            .startsWith("The function '" + call + "' had the following error: ")
                            .contains(why);
                });
    }

    @Test
    void randomNumbersAndUuidsComeAgainUnderTheSameSeed() throws Exception {
        String template = "{'n.$': 'States.MathRandom(1, 1000000)', 'id.$': 'States.UUID()'}";

        JsonNode once = evaluate(template, "{}");

        assertThat(once).isEqualTo(evaluate(template, "{}"));
        assertThat(once.get("id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(once.get("n").asInt()).isBetween(1, 999_999);
    }

    private static JsonNode evaluate(String template, String input) throws Exception {
        return PayloadTemplate.compile(json(template)).evaluate(environment(input));
    }

    private static Environment environment(String input) throws Exception {
        return new Environment(
                json(input),
                json("{'Execution': {'Name': 'nightly'}}"),
                VariableScope.of(Map.of("limits", json("{'max': 5}"))),
                Entropy.seeded(7));
    }

    private static JsonNode json(String text) throws Exception {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
