package io.anabranch.states.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.Template;
import io.anabranch.states.VariableScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonataTemplateTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$states.input.order.city                   | \"Ulm\"",
                "$states.input.lines.price                  | [2, 2.5]",
                "$states.input.none                         | undefined",
                "$states.input.nothing                      | null",
                "$states.context.Execution.Name             | \"nightly\"",
                "$sum($states.input.lines.price)            | 4.5",
                "$count($tags) & ' tags'                    | \"2 tags\"",
                "$tags[1]                                   | \"b\"",
                "{'t': $tags, 'n': null}                    | {\"t\": [\"a\", \"b\"], \"n\": null}",
                "10 / 4                                     | 2.5",
                "6 / 2                                      | 3",
                "2147483647 + 1                             | 2147483648",
                "$merge([$states.input.order, {'zip': 1}])  | {\"city\": \"Ulm\", \"zip\": 1}",
                "$partition([1, 2, 3], 2)                   | [[1, 2], [3]]",
                "$range(0, 6, 3)                            | [0, 3, 6]",
                "$range(-1.7, 2.9, 1)                       | [-1, 0, 1, 2]",
                "$range(1, 2, 0)                            | undefined",
                "$count($range(1, 5000, 1))                 | 5000",
                "$partition([1], 0)                         | undefined",
                "1 / 0                                      | \"Infinity\"",
                "-1 / 0                                     | \"-Infinity\"",
                "$range(4, 4, 1)                            | 4",
                "$hash('abc', 'MD5')                        | \"900150983cd24fb0d6963f7d28e17f72\"",
                "$parse('{\"a\": [null]}')                  | {\"a\": [null]}",
            })
    void expressionsAreEvaluated(String expression, String expected) throws Exception {
        if (expected.equals("undefined")) {
            assertThatThrownBy(() -> evaluate(expression)).hasMessageContaining("returned nothing (undefined).");
        } else {
            assertThat(evaluate(expression)).isEqualTo(MAPPER.readTree(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$nope                 | returned nothing (undefined).",
                "$eval('1')            | threw an error during evaluation. T1006: Attempted to invoke a non-function",
                "1 + 'a'               | threw an error during evaluation. T2002: The right side of the \"+\" operator must evaluate to a number",
                "1 < 'a'               | threw an error during evaluation. T2009: The values 1 and \"a\" either side of operator \"<\" must be of the same data type",
                "$sum(['a'])           | threw an error during evaluation. T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
                "$abs('a')             | threw an error during evaluation. T0410: Argument 1 of function \"abs\" does not match function signature",
                "$number('abc')        | threw an error during evaluation. D3030: Unable to cast value to a number: \"abc\"",
                "function($x) { $x }   | returned an unsupported result type.",
                "$range(1, 900000, 1)  | threw an error during evaluation: The expression exceeds the memory limit",
                "$error('boom')        | threw an error during evaluation. D3137: boom",
            })
    void whatGoesWrongNamesTheExpressionAndItsField(String expression, String ending) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOfSatisfying(StatesError.class, error -> {
            assertThat(error.error()).isEqualTo("States.QueryEvaluationError");
            assertThat(error.causeText())
                    .startsWith("The JSONata expression '" + expression + "' specified for the field 'Output/v[1]' ")
                    .endsWith(ending);
        });
    }

    @Test
    void theTypeThatAFieldNeedsIsChecked() throws Exception {
        Template items = JsonataTemplate.compile("Items", TextNode.valueOf("{% 'one' %}"), ResultType.ARRAY);

        assertThatThrownBy(() -> items.evaluate(environment()))
                .hasMessageEndingWith(
                        "The JSONata expression ''one'' specified for the field 'Items' returned an unexpected"
                                + " result type. Expected 'array', but was 'string' for value: \"one\"");
    }

    @Test
    void textsThatAreNoExpressionsStayAsTheyAre() throws Exception {
        Template template = JsonataTemplate.compile("Output", MAPPER.readTree("[\"{% 1\", \" {% 1 %}\", 2]"));

        assertThat(template.constant()).isTrue();
        assertThat(template.evaluate(environment())).isEqualTo(MAPPER.readTree("[\"{% 1\", \" {% 1 %}\", 2]"));
    }

    @Test
    void whatIsNotJsonataIsRefusedWhenItIsCompiled() {
        assertThatThrownBy(() -> JsonataTemplate.compile("Output", TextNode.valueOf("{% 1 + %}")))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage("Unexpected end of expression");
    }

    @Test
    void anExpressionThatNeverEndsIsStopped() {
        assertThatThrownBy(() -> evaluate("($f := function($n) { $f($n + 1) }; $f(1))"))
                .isInstanceOf(StatesError.class)
                .hasMessageEndingWith(
                        "threw an error during evaluation: Expression evaluation timeout: Check for infinite loop");
    }

    @Test
    void anExpressionThatIsTooDeepFails() {
        assertThatThrownBy(() -> evaluate("1" + " + 1".repeat(200)))
                .isInstanceOf(StatesError.class)
                .hasMessageContaining("Stack overflow error");
    }

    @Test
    void oneTemplateServesManyThreads() throws Exception {
        Template template = JsonataTemplate.compile(
                "Output", TextNode.valueOf("{% $sum([1..$n]) + $count($map([1..50], function($v) { $v })) %}"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = IntStream.range(1, 200)
                    .<Callable<Integer>>mapToObj(n ->
                            () -> template.evaluate(environment(Map.of("n", IntNode.valueOf(n))))
                                    .intValue())
                    .toList();
            List<Future<Integer>> sums = threads.invokeAll(calls);
            for (int n = 1; n < 200; n++) {
                assertThat(sums.get(n - 1).get()).isEqualTo(n * (n + 1) / 2 + 50);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void randomNumbersComeAgainUnderTheSameSeed() throws Exception {
        assertThat(evaluate("[$random(), $uuid()]")).isEqualTo(evaluate("[$random(), $uuid()]"));
        assertThat(evaluate("$shuffle([1..50])"))
                .isEqualTo(evaluate("$shuffle([1..50])"))
                .isNotEqualTo(evaluate("[1..50]"));
    }

    @Test
    void theTimeIsThatOfTheEnvironmentsClock() throws Exception {
        Entropy clock = Entropy.timed(Entropy.seeded(1), () -> Instant.parse("2031-02-03T04:05:06.789Z"));
        Environment then =
                new Environment(MAPPER.createObjectNode(), MAPPER.createObjectNode(), VariableScope.EMPTY, clock);
        Template template = JsonataTemplate.compile(
                "Output",
                TextNode.valueOf("{% [$now(), $now('[Y0001]'), $string($millis()), $toMillis($now()) = $millis()] %}"));

        assertThat(template.evaluate(then))
                .isEqualTo(MAPPER.readTree("[\"2031-02-03T04:05:06.789Z\", \"2031\", \"1927857906789\", true]"));
    }

    private static JsonNode evaluate(String expression) throws Exception {
        JsonNode template = MAPPER.createObjectNode()
                .set("v", MAPPER.createArrayNode().add(0).add("{% " + expression + " %}"));
        return JsonataTemplate.compile("Output", template)
                .evaluate(environment())
                .at("/v/1");
    }

    private static Environment environment() throws Exception {
        return environment(Map.of("tags", MAPPER.readTree("[\"a\", \"b\"]")));
    }

    private static Environment environment(Map<String, JsonNode> variables) throws Exception {
        return new Environment(
                MAPPER.readTree(
                        "{\"order\": {\"city\": \"Ulm\"}, \"nothing\": null, \"lines\": [{\"price\": 2}, {\"price\": 2.5}]}"),
                MAPPER.readTree("{\"Execution\": {\"Name\": \"nightly\"}}"),
                VariableScope.of(variables),
                Entropy.seeded(3));
    }
}
