package io.anabranch.states.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.semantics.ContextObject.Identity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ContextObjectTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final ContextObject STANDARD = ContextObject.standard(
            new Identity("arn:e", "e"),
            new Identity("arn:m", "m"),
            "arn:r",
            JsonNodeFactory.instance.numberNode(7),
            START);

    @Test
    void timesHaveTheirMillisecondsAlsoWhenThereAreNone() {
        JsonNode seen = STANDARD.in("S", START, 2, "token", null);

        assertThat(seen)
                .hasToString("{\"Execution\":{\"Id\":\"arn:e\",\"Input\":7,\"StartTime\":\"2026-01-02T03:04:05.000Z\","
                        + "\"Name\":\"e\",\"RoleArn\":\"arn:r\",\"RedriveCount\":0},\"StateMachine\":{\"Id\":\"arn:m\","
                        + "\"Name\":\"m\"},\"State\":{\"Name\":\"S\",\"EnteredTime\":\"2026-01-02T03:04:05.000Z\","
                        + "\"RetryCount\":2},\"Task\":{\"Token\":\"token\"}}");
    }

    @Test
    void aRedriveLeavesWhatWasSeenBeforeAsItWas() {
        JsonNode before = STANDARD.in("S", START, null, null, null);
        JsonNode after = STANDARD.redriven(1, START.plusSeconds(60)).in("S", START, null, null, null);

        assertThat(before.at("/Execution/RedriveCount").intValue()).isZero();
        assertThat(after.at("/Execution/RedriveCount").intValue()).isEqualTo(1);
        assertThat(after.at("/Execution/RedriveTime").asText()).isEqualTo("2026-01-02T03:05:05.000Z");
        assertThat(before.at("/State").has("RetryCount")).isFalse();
    }
}
