package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.StatesError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CallbackTest {
    private static final String WAIT = """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
              "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", %s
              "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}}}}""";

    /** A fixture whose function gives its token away. */
    private static Fixture holding(CompletableFuture<String> token) {
        return Fixture.with((name, payload) -> {
            token.complete(payload.path("token").asText());
            return JsonNodeFactory.instance.nullNode();
        });
    }

    @Test
    void aTokenIsAnsweredOnce() throws Exception {
        CompletableFuture<String> token = new CompletableFuture<>();
        try (Fixture fixture = holding(token)) {
            String arn = fixture.start(WAIT.formatted(""), "{}");
            fixture.service.sendTaskSuccess(token.get(), "{\"a\": 1}");

            assertThat(fixture.service.whenDone(arn).get().output()).isEqualTo("{\"a\":1}");
            assertThat(fixture.types(arn))
                    .containsSubsequence("TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited");
            assertThatThrownBy(() -> fixture.service.sendTaskSuccess(token.get(), "{}"))
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).errorCode())
                    .isEqualTo("TaskTimedOut");
            assertThatThrownBy(() -> fixture.service.sendTaskHeartbeat("no token"))
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).errorCode())
                    .isEqualTo("InvalidToken");
        }
    }

    @Test
    void aFailureIsNamedByWhoAnswers() throws Exception {
        CompletableFuture<String> token = new CompletableFuture<>();
        try (Fixture fixture = holding(token)) {
            String arn = fixture.start(WAIT.formatted(""), "{}");
            fixture.service.sendTaskFailure(token.get(), "Refused", "too late");

            Execution failed = fixture.service.whenDone(arn).get();
            assertThat(failed.error()).isEqualTo("Refused");
            assertThat(failed.cause()).isEqualTo("too late");
        }
    }

    @Test
    void aRequestThatIsNotTakenFailsToBeSubmitted() {
        try (Fixture fixture = Fixture.with((name, payload) -> {
            throw new StatesError("Broken", "at once");
        })) {
            Execution failed = fixture.run(WAIT.formatted(""), "{}");

            assertThat(failed.error()).isEqualTo("Broken");
            assertThat(fixture.types(failed.arn())).contains("TaskSubmitFailed").doesNotContain("TaskFailed");
        }
    }

    @Test
    void aTaskWithoutHeartbeatTimesOut() {
        try (Fixture fixture = holding(new CompletableFuture<>())) {
            Execution failed = fixture.run(WAIT.formatted("\"TimeoutSeconds\": 100, \"HeartbeatSeconds\": 10,"), "{}");

            assertThat(failed.error()).isEqualTo("States.Timeout");
            assertThat(failed.times().stopDate()).isEqualTo(Fixture.START.plus(Duration.ofSeconds(10)));
            assertThat(fixture.types(failed.arn())).contains("TaskTimedOut");
        }
    }

    @Test
    void aHeartbeatTimeoutIsCaughtByItsOwnName() {
        try (Fixture fixture = holding(new CompletableFuture<>())) {
            Execution caught = fixture.run("""
                    {"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "HeartbeatSeconds": 1,
                      "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                      "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}},
                      "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "C"}]},
                      "C": {"Type": "Pass", "Result": "caught", "End": true}}}""", "{}");

            assertThat(caught.output()).isEqualTo("\"caught\"");
        }
    }

    @Test
    void anActivityIsDoneByAWorker() throws Exception {
        try (Fixture fixture = holding(new CompletableFuture<>())) {
            Activity activity = fixture.service.createActivity("dig");
            String arn = fixture.start("""
                    {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "%s", "End": true}}}""".formatted(activity.arn()), "{\"depth\": 3}");

            ActivityTask task = poll(fixture, activity);
            assertThat(task.input()).isEqualTo("{\"depth\":3}");
            fixture.service.sendTaskSuccess(task.taskToken(), "\"done\"");

            assertThat(fixture.service.whenDone(arn).get().output()).isEqualTo("\"done\"");
            assertThat(fixture.types(arn))
                    .containsSubsequence("ActivityScheduled", "ActivityStarted", "ActivitySucceeded");
        }
    }

    @Test
    void aWorkerThatFindsNothingGetsNothing() throws Exception {
        try (Fixture fixture = holding(new CompletableFuture<>())) {
            Activity activity = fixture.service.createActivity("dig");

            assertThat(fixture.service
                            .getActivityTask(activity.arn(), null, Duration.ofSeconds(60))
                            .get())
                    .isEmpty();
        }
    }

    @Test
    void nestedExecutionsAreAwaitedAndParsed() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            StateMachine inner = fixture.service.createStateMachine(
                    "inner",
                    "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 3600, \"End\": true}}}",
                    null,
                    StateMachine.Type.STANDARD);
            Execution outer = fixture.run("""
                    {"StartAt": "N", "States": {"N": {"Type": "Task", "End": true, "OutputPath": "$.Output",
                      "Resource": "arn:aws:states:::states:startExecution.sync:2",
                      "Parameters": {"StateMachineArn": "%s", "Input.$": "$"}}}}""".formatted(inner.arn()), "{\"a\": [1]}");

            assertThat(outer.output()).isEqualTo("{\"a\":[1]}");
            assertThat(outer.times().stopDate()).isEqualTo(Fixture.START.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void aNestedMachineThatIsNotThereIsNamed() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution failed = fixture.run("""
                    {"StartAt": "N", "States": {"N": {"Type": "Task", "End": true,
                      "Resource": "arn:aws:states:::states:startExecution", "Parameters": {
                        "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:none"}}}}""", "{}");

            assertThat(failed.error()).isEqualTo("StepFunctions.StateMachineDoesNotExistException");
            assertThat(failed.cause())
                    .startsWith(
                            "State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:none'"
                                    + " (Service: AWSStepFunctions; Status Code: 400;");
        }
    }

    @Test
    void aNestedExecutionIsStoppedWhenItsTaskTimesOut() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            StateMachine inner = fixture.service.createStateMachine(
                    "inner",
                    "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 3600, \"End\": true}}}",
                    null,
                    StateMachine.Type.STANDARD);
            Execution outer = fixture.run("""
                    {"StartAt": "N", "States": {"N": {"Type": "Task", "End": true, "TimeoutSeconds": 5,
                      "Resource": "arn:aws:states:::states:startExecution.sync",
                      "Parameters": {"StateMachineArn": "%s", "Name": "nested"}}}}""".formatted(inner.arn()), "{}");

            assertThat(outer.error()).isEqualTo("States.Timeout");
            Execution nested = fixture.service
                    .whenDone(inner.arn().replace("stateMachine", "execution") + ":nested")
                    .join();
            assertThat(nested.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(nested.times().stopDate()).isEqualTo(Fixture.START.plus(Duration.ofSeconds(5)));
        }
    }

    /** Asks again as long as the task is not there: time that jumps may end the waiting before the execution gets there. */
    private static ActivityTask poll(Fixture fixture, Activity activity) throws Exception {
        while (true) {
            var polled = fixture.service
                    .getActivityTask(activity.arn(), "worker-1", Duration.ofSeconds(60))
                    .get();
            if (polled.isPresent()) {
                return polled.get();
            }
        }
    }
}
