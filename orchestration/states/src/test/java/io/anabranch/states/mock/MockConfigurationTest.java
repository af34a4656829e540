package io.anabranch.states.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.model.DefinitionParser;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.semantics.TaskRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockConfigurationTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FILE =
            "{'StateMachines':{'Orders':{'TestCases':{'Happy':{'Charge':'ChargeOk'},'Flaky':{'Charge':'ChargeFlaky'}}}},"
                    + "'MockedResponses':{'ChargeOk':{'0':{'Return':{'StatusCode':200}}},"
                    + "'ChargeFlaky':{'1-2':{'Throw':{'Error':'Busy','Cause':'later'}},'0':{'Throw':{'Error':'Down'}},'3':{'Return':null}}}}";

    @Test
    void aMockedStateAnswersByTheNumberOfItsCall() {
        MockedTasks tasks = parse(FILE).testCase("Orders", "Flaky");

        assertThat(List.of(call(tasks), call(tasks), call(tasks), call(tasks)))
                .containsExactly("failed Down null", "failed Busy later", "failed Busy later", "succeeded null");
        assertThat(call(tasks))
                .startsWith(
                        "failed States.Runtime The mocked response 'ChargeFlaky' of the state 'Charge' answers 4 calls, and"
                                + " this is call 4");
    }

    @Test
    void onlyNamedStatesAreMocked() {
        MockedTasks tasks = parse(FILE).testCase(null, "Happy");

        assertThat(tasks.supports(resource(), "Charge")).isTrue();
        assertThat(tasks.supports(resource(), "Ship")).isFalse();
    }

    @Test
    void aTestCaseMustBeNamedWhereThereAreSeveral() {
        assertThatThrownBy(() -> parse(FILE).testCase("Orders", null))
                .isInstanceOf(InvalidMocks.class)
                .hasMessage(
                        "Cannot find the only test case in the mock configuration: it has [Happy, Flaky]. Name one of them.");
        assertThatThrownBy(() -> parse(FILE).testCase("Ordres", "Happy"))
                .hasMessage(
                        "Cannot find state machine 'Ordres' in the mock configuration: it has [Orders]. Name one of them.");
    }

    @Test
    void aMockOfAStateThatIsNoTaskIsRefused() throws Exception {
        JsonNode definition =
                MAPPER.readTree("{\"StartAt\":\"Pay\",\"States\":{\"Pay\":{\"Type\":\"Pass\",\"End\":true}}}");

        assertThatThrownBy(() -> parse(FILE).testCase("Orders", "Happy").check(DefinitionParser.parse(definition)))
                .hasMessage(
                        "Cannot mock the state 'Charge': the definition has no Task of that name. Its Tasks are [].");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                              | valid JSON",
                "{'StateMachines':{},'MockedResponses':{},'x':1} | the field 'x' at /",
                "{'StateMachines':{}}                           | nothing at /MockedResponses",
                "{'StateMachines':{'A':{'TestCases':{'T':{'S':'R'}}}},'MockedResponses':{}} | the response \"R\" at /StateMachines/A/TestCases/T/S",
                "{'StateMachines':{},'MockedResponses':{'R':{}}} | /MockedResponses/R",
                "{'StateMachines':{},'MockedResponses':{'R':{'one':{'Return':1}}}} | 'one' at /MockedResponses/R/one, expected a call number",
                "{'StateMachines':{},'MockedResponses':{'R':{'3-1':{'Return':1}}}} | a range that does not end before it begins",
                "{'StateMachines':{},'MockedResponses':{'R':{'0':{'Return':1},'2':{'Return':1}}}} | an answer to call 2 at /MockedResponses/R, expected the next one to be for call 1",
                "{'StateMachines':{},'MockedResponses':{'R':{'0-1':{'Return':1},'1':{'Return':1}}}} | an answer to call 1",
                "{'StateMachines':{},'MockedResponses':{'R':{'0':{'Return':1,'Throw':{}}}}} | one of Return and Throw",
                "{'StateMachines':{},'MockedResponses':{'R':{'0':{'Throw':{'Cause':'c'}}}}} | /MockedResponses/R/0/Throw",
            })
    void aWrongFileIsRefusedInOneLine(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidMocks.class)
                .hasMessageContaining(why)
                .hasMessageStartingWith("Invalid mock configuration: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private static MockConfiguration parse(String text) {
        return MockConfiguration.parse(text.replace('\'', '"'));
    }

    private static TaskResource resource() {
        return TaskResource.parse("arn:aws:states:::lambda:invoke");
    }

    private static String call(MockedTasks tasks) {
        Heard heard = new Heard();
        tasks.start(
                new TaskCall(
                        new TaskCall.Caller("e", "m", "Charge"),
                        resource(),
                        new TaskRequest(NullNode.getInstance(), null, null, null),
                        null,
                        Instant.EPOCH),
                heard);
        return heard.what.get(0);
    }

    private static final class Heard implements TaskObserver {
        private final List<String> what = new ArrayList<>();

        @Override
        public void started(String workerName) {}

        @Override
        public void heartbeat() {}

        @Override
        public void submitted(JsonNode response) {}

        @Override
        public void succeeded(JsonNode result) {
            what.add("succeeded " + result);
        }

        @Override
        public void failed(@Nullable String error, @Nullable String cause) {
            what.add("failed " + error + " " + cause);
        }
    }
}
