package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.states.clock.RealScheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How executions end when nobody lets them: limits, time-outs, stops. */
final class EndingTest {
    private static final String LOOP = """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"},
              "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "C"}], "Default": "A"},
              "C": {"Type": "Succeed"}}}""";
    private static final String DAY =
            "{\"StartAt\": \"W\", %s \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 86400, \"End\": true}}}";

    private static Fixture fixture() {
        return Fixture.with((name, payload) -> payload);
    }

    @Test
    void aHistoryEndsWithItsTwentyFiveThousandthEvent() {
        try (Fixture fixture = fixture()) {
            Execution failed = fixture.run(LOOP, "{}");

            assertThat(failed.error()).isEqualTo("States.Runtime");
            assertThat(failed.cause()).isEqualTo("The execution reached the maximum number of history events (25000).");
            var events = fixture.events(failed.arn());
            assertThat(events).hasSize(25_000);
            assertThat(events.get(24_999).type().text()).isEqualTo("ExecutionFailed");
            assertThat(failed.redriveObstacle()).isEqualTo("Execution history event limit exceeded");
        }
    }

    @Test
    void anExecutionEndsWhateverIsThrownInItsLoop() {
        String passes = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}";
        for (List<String> at : List.of(
                List.of("PassStateEntered"),
                List.of("PassStateEntered", "ExecutionFailed"),
                List.of("ExecutionSucceeded"))) {
            try (StatesService service = StatesService.builder()
                    .scheduler(RealScheduler.create())
                    .historyListener((arn, event) -> {
                        if (at.contains(event.type().text())) {
                            throw new NoClassDefFoundError("no file handles left");
                        }
                    })
                    .build()) {
                StateMachine machine = service.createStateMachine("m", passes, null, StateMachine.Type.STANDARD);
                String arn = service.startExecution(machine.arn(), null, null).executionArn();
                Execution done =
                        service.whenDone(arn).orTimeout(1, TimeUnit.MINUTES).join();
                boolean succeeds = at.contains("ExecutionSucceeded");
                assertThat(done.status())
                        .as(at.toString())
                        .isEqualTo(succeeds ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
                assertThat(String.valueOf(done.cause())).contains(succeeds ? "null" : "no file handles left");
            }
        }
    }

    @Test
    void anExpressExecutionEndsAfterFiveMinutes() {
        try (Fixture fixture = fixture()) {
            String arn = fixture.start(DAY.formatted(""), "{}", StateMachine.Type.EXPRESS);
            Execution done = fixture.service.whenDone(arn).join();

            assertThat(done.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
            assertThat(done.times().stopDate()).isEqualTo(Fixture.START.plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void aMachinesTimeoutEndsItsExecutions() {
        try (Fixture fixture = fixture()) {
            Execution done = fixture.run(DAY.formatted("\"TimeoutSeconds\": 60,"), "{}");

            assertThat(done.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
            assertThat(done.times().stopDate()).isEqualTo(Fixture.START.plus(Duration.ofMinutes(1)));
            assertThat(fixture.types(done.arn()))
                    .containsExactly("ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut");
        }
    }

    @Test
    void aStoppedExecutionIsAbortedWithItsReason() {
        try (StatesService service =
                StatesService.builder().scheduler(RealScheduler.create()).build()) {
            StateMachine machine = service.createStateMachine("m", DAY.formatted(""), null, StateMachine.Type.STANDARD);
            String arn = service.startExecution(machine.arn(), null, null).executionArn();

            Execution stopped = service.stopExecution(arn, "Enough", "because");

            assertThat(stopped.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(stopped.error()).isEqualTo("Enough");
            assertThat(service.getExecutionHistory(arn, 10, true, null)
                            .items()
                            .get(0)
                            .toJson()
                            .at("/executionAbortedEventDetails/cause")
                            .asText())
                    .isEqualTo("because");
        }
    }

    @Test
    void theSameNameAndInputAreTheSameExecutionWhileItRuns() {
        try (StatesService service =
                StatesService.builder().scheduler(RealScheduler.create()).build()) {
            StateMachine machine = service.createStateMachine("m", DAY.formatted(""), null, StateMachine.Type.STANDARD);
            StartedExecution first = service.startExecution(machine.arn(), "name", "{\"a\": 1}");

            assertThat(service.startExecution(machine.arn(), "name", "{\"a\":1}"))
                    .isEqualTo(first);
            assertThatThrownBy(() -> service.startExecution(machine.arn(), "name", "{\"a\": 2}"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("Execution Already Exists: '" + first.executionArn() + "'");
            service.stopExecution(first.executionArn(), null, null);
            assertThatThrownBy(() -> service.startExecution(machine.arn(), "name", "{\"a\": 1}"))
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).errorCode())
                    .isEqualTo("ExecutionAlreadyExists");
        }
    }

    @Test
    void anInputOfMoreThan256KibIsRefused() {
        try (Fixture fixture = fixture()) {
            String large = "\"" + "a".repeat(256 * 1024 - 2) + "\"";
            String definition = LOOP.replace("\"IsPresent\": true", "\"IsPresent\": false");
            assertThatThrownBy(() -> fixture.start(definition, "[" + large + "]"))
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).errorCode())
                    .isEqualTo("ValidationException");
            assertThat(fixture.run(definition, large).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
    }

    @Test
    void fortyIterationsOfAnInlineMapRunAtOnce() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Fixture fixture = Fixture.with((name, payload) -> {
            most.accumulateAndGet(name.equals("in") ? running.incrementAndGet() : running.decrementAndGet(), Math::max);
            return payload;
        })) {
            String invoke = """
                    {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                     "Parameters": {"FunctionName": "%s", "Payload": 1}, %s}""";
            fixture.run(
                    """
                    {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "I",
                      "States": {"I": %s, "W": {"Type": "Wait", "Seconds": 1, "Next": "O"}, "O": %s}}}}}""".formatted(invoke.formatted("in", "\"Next\": \"W\""), invoke.formatted("out", "\"End\": true")),
                    Arrays.toString(new int[100]));

            assertThat(most).hasValue(40);
        }
    }

    @Test
    void aMegabyteOfGarbageIsRefused() {
        try (Fixture fixture = fixture()) {
            for (String garbage : List.of(
                    "[".repeat(1 << 20),
                    "{\"a\":".repeat(200_000),
                    "x".repeat(1 << 20),
                    "{\"StartAt\": \"" + "a".repeat(1 << 20) + "\"}")) {
                assertThatThrownBy(() -> fixture.start(garbage, "{}")).isInstanceOf(ServiceException.class);
            }
        }
    }

    @Test
    void namesFollowTheirRule() {
        try (Fixture fixture = fixture()) {
            for (String name : List.of("", "a b", "a*", "a/b", "x".repeat(81), "tab\t", "a:b")) {
                assertThatThrownBy(() -> fixture.service.createStateMachine(
                                name, DAY.formatted(""), null, StateMachine.Type.STANDARD))
                        .as(name)
                        .isInstanceOf(ServiceException.class)
                        .extracting(e -> ((ServiceException) e).errorCode())
                        .isEqualTo("InvalidName");
            }
        }
    }

    @Test
    void noThreadIsLeftBehind() {
        try (StatesService service =
                StatesService.builder().scheduler(RealScheduler.create()).build()) {
            StateMachine machine = service.createStateMachine("m", DAY.formatted(""), null, StateMachine.Type.STANDARD);
            service.startExecution(machine.arn(), null, null);
        }
        try (Fixture fixture = fixture()) {
            fixture.run(DAY.formatted(""), "{}");
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(EndingTest::engineThreads, List::isEmpty);
    }

    private static List<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("states-"))
                .toList();
    }
}
