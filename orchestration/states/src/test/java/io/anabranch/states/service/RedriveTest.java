package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedriveTest {
    private static final String INVOKE = """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
             "Parameters": {"FunctionName": "%s", "Payload.$": "$"}, "OutputPath": "$.Payload"}""";

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** Remembers every call and fails those for {@code bad} until it is mended. */
    private JsonNode call(String name, JsonNode payload) {
        calls.add(name + payload);
        if (broken.get() && (name.equals("bad") || payload.asText().equals("bad"))) {
            throw new StatesError("Broken", "not yet");
        }
        return payload;
    }

    private static Execution redrive(Fixture fixture, Execution failed) {
        assertThat(fixture.service.redriveExecution(failed.arn()).status()).isNotEqualTo(ExecutionStatus.FAILED);
        return fixture.service.whenDone(failed.arn()).join();
    }

    @Test
    void aTaskGoesOnFromWhereItFailed() {
        try (Fixture fixture = Fixture.with(this::call)) {
            Execution failed = fixture.run("""
                    {"StartAt": "A", "States": {
                      "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
                        "Parameters": {"FunctionName": "good", "Payload": 1}, "OutputPath": "$.Payload"},
                      "B": %s}}""".formatted(INVOKE.formatted("bad")), "{}");
            assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(failed.redriveStatus()).isEqualTo("REDRIVABLE");
            broken.set(false);

            Execution done = redrive(fixture, failed);

            assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(done.times().redriveCount()).isEqualTo(1);
            assertThat(calls).containsExactly("good1", "bad1", "bad1");
            assertThat(fixture.types(done.arn()))
                    .containsSubsequence(
                            "TaskFailed",
                            "ExecutionFailed",
                            "ExecutionRedriven",
                            "TaskScheduled",
                            "TaskStarted",
                            "TaskSucceeded",
                            "TaskStateExited",
                            "ExecutionSucceeded");
            assertThatThrownBy(() -> fixture.service.redriveExecution(done.arn()))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("Execution is SUCCEEDED and cannot be redriven");
        }
    }

    @Test
    void aParallelRunsOnlyItsFailedBranchAgain() {
        try (Fixture fixture = Fixture.with(this::call)) {
            Execution failed = fixture.run("""
                    {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                      {"StartAt": "A", "States": {"A": %s}}, {"StartAt": "B", "States": {"B": %s}}]}}}""".formatted(INVOKE.formatted("good"), INVOKE.formatted("bad")), "7");
            assertThat(failed.error()).isEqualTo("Broken");
            broken.set(false);

            Execution done = redrive(fixture, failed);

            assertThat(done.output()).isEqualTo("[7,7]");
            assertThat(calls.stream().filter(call -> call.equals("bad7"))).hasSize(2);
        }
    }

    @Test
    void anInlineMapRunsOnlyTheIterationsThatDidNotSucceed() {
        try (Fixture fixture = Fixture.with(this::call)) {
            Execution failed = fixture.run("""
                    {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 1, "ItemProcessor":
                      {"StartAt": "T", "States": {"T": %s}}}}}""".formatted(INVOKE.formatted("f")), "[\"a\", \"bad\", \"c\"]");
            assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
            broken.set(false);

            Execution done = redrive(fixture, failed);

            assertThat(done.output()).isEqualTo("[\"a\",\"bad\",\"c\"]");
            assertThat(calls).containsExactly("f\"a\"", "f\"bad\"", "f\"bad\"", "f\"c\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STANDARD", "EXPRESS"})
    void aDistributedMapRunsFailedAndUnstartedChildrenOnly(String type) {
        try (Fixture fixture = Fixture.with(this::call)) {
            Execution failed = fixture.run("""
                    {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 1, "Label": "L",
                      "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "%s"},
                        "StartAt": "T", "States": {"T": %s}}}}}""".formatted(type, INVOKE.formatted("f")), "[\"a\", \"bad\", \"c\"]");
            assertThat(failed.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
            assertThat(fixture.types(failed.arn())).contains("MapRunFailed", "MapStateFailed");
            broken.set(false);

            Execution done = redrive(fixture, failed);

            assertThat(done.output()).isEqualTo("[\"a\",\"bad\",\"c\"]");
            assertThat(calls).containsExactly("f\"a\"", "f\"bad\"", "f\"bad\"", "f\"c\"");
            assertThat(fixture.types(done.arn()))
                    .containsSubsequence("ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded", "MapStateExited");
            MapRun run =
                    fixture.service.listMapRuns(done.arn(), 10, null).items().get(0);
            assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(run.times().redriveCount()).isEqualTo(1);
            assertThat(run.progress().items().succeeded()).isEqualTo(3);
            assertThat(run.progress().items().total()).isEqualTo(3);
            assertThat(fixture.service
                            .listExecutions(null, run.arn(), null, 10, null)
                            .items())
                    .hasSize(3);
        }
    }
}
