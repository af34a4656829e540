package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Entropy;
import io.anabranch.states.StatesError;
import io.anabranch.states.clock.VirtualScheduler;
import io.anabranch.states.integration.FunctionInvoker;
import io.anabranch.states.integration.LambdaTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatesServiceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static StatesService service(FunctionInvoker functions) {
        return StatesService.builder()
                .scheduler(new VirtualScheduler(START))
                .entropy(Entropy.seeded(1))
                .tasks(new LambdaTasks(functions))
                .build();
    }

    private static Execution run(StatesService service, String definition, String input) {
        StateMachine machine = service.createStateMachine("machine", definition, null, StateMachine.Type.STANDARD);
        return service.whenDone(
                        service.startExecution(machine.arn(), "run", input).executionArn())
                .join();
    }

    private static List<String> types(StatesService service, Execution execution) {
        return service.getExecutionHistory(execution.arn(), 1000, false, null).items().stream()
                .map(event -> event.type().text())
                .toList();
    }

    @Test
    void aTaskIsRetriedWithBackoffInVirtualTime() {
        AtomicInteger calls = new AtomicInteger();
        try (StatesService service = service(new Function(payload -> {
            if (calls.incrementAndGet() < 4) {
                throw new StatesError("Busy", "come again");
            }
            return JsonNodeFactory.instance.objectNode().put("calls", calls.get());
        }))) {
            Execution execution = run(service, """
                    {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                      "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "ResultSelector": {"n.$": "$.Payload.calls"},
                      "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3600, "MaxAttempts": 5}],
                      "End": true}}}""", "{\"a\": 1}");

            assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(execution.output()).isEqualTo("{\"n\":4}");
            assertThat(execution.times().stopDate()).isEqualTo(START.plus(Duration.ofHours(1 + 2 + 4)));
        }
    }

    @Test
    void anInlineMapInAParallelGathersOutputsInOrder() {
        try (StatesService service = service(new Function(payload -> payload))) {
            Execution execution = run(service, """
                    {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                      {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.a", "End": true, "ItemProcessor":
                        {"StartAt": "W", "States": {"W": {"Type": "Wait", "SecondsPath": "$", "End": true}}}}}},
                      {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}]}}}""", "{\"a\": [3, 2, 1]}");

            assertThat(execution.output()).isEqualTo("[[3,2,1],{\"a\":[3,2,1]}]");
            assertThat(types(service, execution)).startsWith("ExecutionStarted", "ParallelStateEntered");
        }
    }

    @Test
    void aTaskThatNobodyAnswersRefusesTheRunByName() {
        try (StatesService service = service(new Function(payload -> payload))) {
            assertThatThrownBy(() -> run(service, """
                            {"StartAt": "Send", "States": {"Send": {"Type": "Task", "End": true,
                              "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}}}}""", "{}"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("state 'Send' needs arn:aws:states:::sqs:sendMessage");
        }
    }

    /** Answers at once. */
    record Function(java.util.function.UnaryOperator<JsonNode> body) implements FunctionInvoker {
        @Override
        public boolean exists(String functionName) {
            return true;
        }

        @Override
        public CompletableFuture<Answer> invoke(
                String functionName, @Nullable String qualifier, String invocationType, JsonNode payload) {
            try {
                return CompletableFuture.completedFuture(new Answer(body.apply(payload), "$LATEST", 200, "id"));
            } catch (StatesError e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }
}
