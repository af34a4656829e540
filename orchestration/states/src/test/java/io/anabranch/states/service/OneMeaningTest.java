package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a state means to an execution and to TestState: the same. */
final class OneMeaningTest {
    private static final String PROCESSOR = "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':"
            + "'STANDARD'},'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Type':'Pass','InputPath':'$.a','ResultPath':'$.r','End':true} | {'a':{'b':1}}",
                "{'Type':'Pass','Parameters':{'x.$':'$.a.b'},'OutputPath':'$.x','End':true} | {'a':{'b':1}}",
                "{'Type':'Pass','Result':[1],'ResultPath':'$.a.c','End':true} | {'a':{'b':1}}",
                "{'Type':'Pass','QueryLanguage':'JSONata','Output':'{% $states.input.a.b + 1 %}','End':true} | {'a':{'b':1}}",
                "{'Type':'Pass','Parameters':{'n.$':'$$.State.Name'},'OutputPath':'$.none','End':true} | {}",
                "{'Type':'Pass','InputPath':'$.none','End':true} | {}",
                "{'Type':'Pass','ResultPath':'$.a.b','Result':1,'End':true} | {'a':7}",
                "{'Type':'Succeed','InputPath':'$.a','OutputPath':'$.b'} | {'a':{'b':1}}",
                "{'Type':'Fail','ErrorPath':'$.e','CausePath':'$.c'} | {'e':'E','c':'why'}",
                "{'Type':'Wait','SecondsPath':'$.s','End':true} | {'s':3}",
                "{'Type':'Wait','SecondsPath':'$.s','End':true} | {'s':-3}",
                "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSecondsPath':'$.t','End':true} | {'t':'x'}",
            })
    void aStateEndsInTestStateAsItDoesInAnExecution(String state, String input) {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution execution = fixture.run(machine(state), quoted(input));
            JsonNode test = test(fixture, state, input, "{'result':{}}");

            assertThat(test.path("status").asText())
                    .isEqualTo(execution.status().name());
            assertThat(test.path("output").asText(null)).isEqualTo(execution.output());
            assertThat(test.path("error").asText(null)).isEqualTo(execution.error());
            if (execution.cause() != null) {
                assertThat(execution.cause()).endsWith(test.path("cause").asText());
            }
        }
    }

    /** Each é is one character and two bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'MaxInputBytesPerBatch':21 | 2",
                "'MaxInputBytesPerBatch':20 | 4",
                "'MaxInputBytesPerBatch':24,'MaxItemsPerBatch':1 | 4",
                "'MaxInputBytesPerBatch':46,'BatchInput':{'é':'é'} | 2",
                "'MaxInputBytesPerBatch':45,'BatchInput':{'é':'é'} | 4",
                "'MaxItemsPerBatch':3 | 2",
            })
    void batchesAreMeasuredInBytesOfUtf8(String batcher, int batches) {
        String map = "{'Type':'Map','ItemBatcher':{%s},%s,'End':true}".formatted(batcher, PROCESSOR);
        String input = "['é','é','é','é']";
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution execution = fixture.run(machine(map), quoted(input));
            JsonNode test = test(fixture, map, input, "{'result':[]}");

            assertThat(Fixture.json(execution.output())).hasSize(batches);
            assertThat(test.at("/inspectionData/afterItemBatcher").asText()).isEqualTo(execution.output());
        }
    }

    @Test
    void aBatchIsNeverLargerThanAnExecutionsInputMayBe() {
        String map = "{'Type':'Map','ItemBatcher':{'MaxItemsPerBatch':100},%s,'End':true}".formatted(PROCESSOR);
        String input = "['%1$s','%1$s','%1$s']".formatted("é".repeat(60_000));
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            JsonNode test = test(fixture, map, input, "{'result':[]}");

            assertThat(Fixture.json(test.at("/inspectionData/afterItemBatcher").asText()))
                    .extracting(batch -> batch.get("Items").size())
                    .containsExactly(2, 1);
        }
    }

    @Test
    void theItemsOfADistributedMapSayWhereTheyCameFrom() {
        String selector = "'ItemSelector':{'i.$':'$$.Map.Item'}";
        String map = "{'Type':'Map',%s,%s,'End':true}".formatted(selector, PROCESSOR);
        String input = "{'k':1,'l':2}";
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution execution = fixture.run(machine(map), quoted(input));
            JsonNode test = test(fixture, map, input, "{'result':[]}");

            assertThat(execution.output()).contains("\"Key\":\"k\"", "\"Source\":\"STATE_DATA\"");
            assertThat(test.at("/inspectionData/afterItemSelector").asText()).isEqualTo(execution.output());
        }
    }

    /** States that take no mock get none. */
    private static JsonNode test(Fixture fixture, String state, String input, String mock) {
        boolean mocked = state.contains("'Type':'Map'") || state.contains("'Type':'Task'");
        ObjectNode request = (ObjectNode) Fixture.json("{\"inspectionLevel\":\"DEBUG\"}");
        request.put("definition", quoted(state)).put("input", quoted(input));
        if (mocked) {
            request.set("mock", Fixture.json(quoted(mock)));
        }
        return fixture.service.testState(request);
    }

    private static String machine(String state) {
        return quoted("{'StartAt':'S','States':{'S':" + state + "}}");
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
