package io.anabranch.states.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryEventTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_767_225_600_250L);

    @Test
    void anEventHasTheMembersOfTheApiAndItsPayloadsAsTexts() {
        EventDetails details = new EventDetails.Exited("A", TextNode.valueOf("out"), Map.of("v", IntNode.valueOf(7)));

        assertThat(new HistoryEvent(3, 2, TIME, EventType.PASS_STATE_EXITED, details).toJson())
                .hasToString(
                        "{\"timestamp\":1767225600.250,\"type\":\"PassStateExited\",\"id\":3,\"previousEventId\":2,"
                                + "\"stateExitedEventDetails\":{\"name\":\"A\",\"output\":\"\\\"out\\\"\","
                                + "\"outputDetails\":{\"truncated\":false},\"assignedVariables\":{\"v\":\"7\"},"
                                + "\"assignedVariablesDetails\":{\"truncated\":false}}}");
    }

    @Test
    void anEventWithoutDetailsHasNone() {
        HistoryEvent event = new HistoryEvent(1, 0, TIME, EventType.PARALLEL_STATE_STARTED, EventDetails.None.INSTANCE);

        assertThat(event.toJson().fieldNames())
                .toIterable()
                .containsExactly("timestamp", "type", "id", "previousEventId");
    }

    @Test
    void aTasksLimitsAndRoleAreToldWhereThereAreAny() {
        EventDetails details = new EventDetails.TaskScheduled(
                "lambda", "invoke", "eu-west-1", JsonNodeFactory.instance.objectNode(), 60L, null, "arn:role");

        assertThat(details.toJson())
                .hasToString(
                        "{\"resourceType\":\"lambda\",\"resource\":\"invoke\",\"region\":\"eu-west-1\","
                                + "\"parameters\":\"{}\",\"timeoutInSeconds\":60,\"taskCredentials\":{\"roleArn\":\"arn:role\"}}");
    }

    @Test
    void everyTypeNamesTheMemberOfItsDetails() {
        assertThat(EventType.LAMBDA_FUNCTION_SUCCEEDED.detailsMember())
                .isEqualTo("lambdaFunctionSucceededEventDetails");
        assertThat(EventType.MAP_STATE_ENTERED.detailsMember()).isEqualTo("stateEnteredEventDetails");
    }
}
