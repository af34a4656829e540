package io.anabranch.states.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.QueryLanguage;
import io.anabranch.states.VariableScope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String INPUT =
            "{'s': 'fig', 'n': 2, 'd': 2.0, 'b': true, 'z': null, 't': '2024-05-01T10:00:00Z',"
                    + " 'u': '2024-05-01T12:00:00+02:00', 'l': [1]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'$.s' | 'StringEquals': 'fig'                  | true",
                "'$.s' | 'StringEquals': 'Fig'                  | false",
                "'$.n' | 'StringEquals': '2'                    | false",
                "'$.s' | 'StringLessThan': 'kiwi'               | true",
                "'$.s' | 'StringGreaterThanEquals': 'fig'       | true",
                "'$.n' | 'NumericEquals': 2.0                   | true",
                "'$.n' | 'NumericEqualsPath': '$.d'             | true",
                "'$.n' | 'NumericLessThan': 2                   | false",
                "'$.n' | 'NumericGreaterThanPath': '$limit'     | true",
                "'$.s' | 'NumericLessThan': 2                   | false",
                "'$.b' | 'BooleanEquals': true                  | true",
                "'$.b' | 'BooleanEqualsPath': '$.s'             | false",
                "'$.t' | 'TimestampEqualsPath': '$.u'           | true",
                "'$.t' | 'TimestampLessThan': '2025-01-01T00:00:00.5Z' | true",
                "'$.s' | 'TimestampLessThan': '2025-01-01T00:00:00Z'   | false",
                "'$.z' | 'IsNull': true                         | true",
                "'$.s' | 'IsNull': false                        | true",
                "'$.n' | 'IsNumeric': true                      | true",
                "'$.s' | 'IsString': false                      | false",
                "'$.u' | 'IsTimestamp': true                    | true",
                "'$.s' | 'IsTimestamp': true                    | false",
                "'$.b' | 'IsBoolean': true                      | true",
                "'$.x' | 'IsPresent': false                     | true",
                "'$.z' | 'IsPresent': true                      | true",
                "'$.l[0]' | 'IsPresent': true                   | true",
                "'$$.Execution.Name' | 'StringMatches': 'night*' | true",
            })
    void aComparisonHoldsOrNot(String variable, String comparison, boolean expected) throws Exception {
        assertThat(holds("{'Variable': " + variable + ", " + comparison + "}")).isEqualTo(expected);
    }

    @Test
    void andOrAndNotCombine() throws Exception {
        String yes = "{'Variable': '$.n', 'NumericEquals': 2}";
        String no = "{'Variable': '$.n', 'NumericEquals': 3}";

        assertThat(holds("{'And': [" + yes + ", {'Not': " + no + "}]}")).isTrue();
        assertThat(holds("{'And': [" + yes + ", " + no + "]}")).isFalse();
        assertThat(holds("{'Or': [" + no + ", " + yes + "]}")).isTrue();
        assertThat(holds("{'Or': [" + no + "]}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "log-*.txt   | log-1.txt      | true",
                "log-*.txt   | log-.txt       | true",
                "log-*.txt   | log-1.txt.gz   | false",
                "*a*b*       | xxaxxbxx       | true",
                "*a*b*       | xxbxxaxx       | false",
                "a\\*b       | a*b            | true",
                "a\\*b       | axb            | false",
                "a\\\\*      | a\\tail        | true",
                "*           | ~~             | true",
                "abc         | abc            | true",
                "abc         | ab             | false",
                "**b         | aab            | true",
            })
    void wildcardsMatchAsterisksAndEscapes(String pattern, String text, boolean expected) {
        assertThat(StringPattern.matches(text == null ? "" : text, pattern)).isEqualTo(expected);
    }

    @Test
    void aVariableThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> holds("{'Variable': '$.x', 'StringEquals': 'a'}"))
                .hasMessageEndingWith(
                        "Invalid path '$.x': The choice state's condition path references an invalid value.");
    }

    @Test
    void jsonataConditionsMustBeBoolean() throws Exception {
        Condition condition =
                Condition.compile(json("{'Condition': '{% $states.input.n %}'}"), QueryLanguage.JSONATA, 1);

        assertThatThrownBy(() -> condition.holds(environment()))
                .hasMessageEndingWith(
                        "specified for the field 'Choices[1]/Condition' returned an unexpected result type."
                                + " Expected 'boolean', but was 'number' for value: 2");
        assertThat(Condition.compile(json("{'Condition': '{% $states.input.n = 2 %}'}"), QueryLanguage.JSONATA, 0)
                        .holds(environment()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Variable': '$.a'}",
                "{'Variable': '$.a', 'NumericEquals': 'x'}",
                "{'And': []}",
                "{'Variable': '$.a', 'TimestampEquals': 'yesterday'}",
                "{'Variable': 'a', 'IsNull': true}"
            })
    void whatIsNoConditionIsRefused(String rule) {
        assertThatThrownBy(() -> Condition.compile(json(rule), QueryLanguage.JSONPATH, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean holds(String rule) throws Exception {
        return Condition.compile(json(rule), QueryLanguage.JSONPATH, 0).holds(environment());
    }

    private static Environment environment() throws Exception {
        return new Environment(
                json(INPUT), json("{'Execution': {'Name': 'nightly'}}"),
                VariableScope.of(Map.of("limit", json("1"))), Entropy.seeded(1));
    }

    private static JsonNode json(String text) throws Exception {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
