package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.pipelines.TopUrls;
import io.anabranch.pipelines.TrafficByPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage that throttles, forgets to answer, answers late and hears everything twice: the right answer, or a failed run that shows nothing. */
class HostileStorageTest {
    private static final List<String> WRITES = List.of(
            "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "AbortMultipartUpload");
    private static final List<String> READS = List.of("GetObject", "HeadObject", "ListObjectsV2");
    private static final List<Fault> TRANSIENT = List.of(
            Fault.throttled(),
            Fault.internalError(),
            Fault.replyLost(),
            Fault.repeated(),
            Fault.delayed(Duration.ofMillis(3)));

    private final Traffic traffic = Traffic.random(new Random(3), 60, true);

    static Stream<String> operations() {
        return Stream.concat(WRITES.stream(), READS.stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void theFirstCallsOfAnOperationFailAndTheRunIsRight(String operation) {
        for (Fault fault : List.of(Fault.throttled(), Fault.replyLost(), Fault.repeated())) {
            PipelineRun run = rightOrNothing(FaultPlan.first(operation, 2, fault), 200, operation + " " + fault);
            assertThat(run.committed())
                    .as("%s %s: %s", operation, fault, run.error())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void everyCallOfAnOperationIsMadeTwice(String operation) {
        PipelineRun run = rightOrNothing(FaultPlan.every(operation, 1, Fault.repeated()), 200, operation);
        assertThat(run.committed()).as("%s: %s", operation, run.error()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void anOperationThatNeverWorksFailsTheRunOrIsNotNeeded(String operation) {
        rightOrNothing(FaultPlan.every(operation, 1, Fault.throttled()), 500, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void anOperationThatNeverAnswersFailsTheRunOrIsNotNeeded(String operation) {
        rightOrNothing(FaultPlan.every(operation, 1, Fault.replyLost()), 500, operation);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void faultsAtRandomGiveTheRightAnswerOrNone(long seed) {
        double probability = new Random(seed).nextDouble() * 0.15;
        rightOrNothing(FaultPlan.seeded(seed, probability, TRANSIENT), 300, "seed " + seed);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCallThatFailsWhileOutputBecomesVisibleLeavesAllOrNothing(int call) {
        for (Fault fault : List.of(Fault.throttled(), Fault.replyLost())) {
            rightOrNothing(
                    FaultPlan.when(
                            c -> isOutput(c) && c.operation().equals("CompleteMultipartUpload") && c.number() >= call,
                            fault),
                    300,
                    "CompleteMultipartUpload from " + call + " " + fault);
            rightOrNothing(
                    FaultPlan.when(c -> isOutput(c) && c.operation().equals("PutObject") && c.number() >= call, fault),
                    300,
                    "PutObject from " + call + " " + fault);
        }
    }

    @Test
    void attemptsThatCrashAreTriedAgainAndCountOnce() {
        Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
        try (var tester = tester()) {
            tester.listener(new TaskListener() {
                @Override
                public void started(TaskAttempt task) {
                    int attempt = attempts.computeIfAbsent(task.stage() + "/" + task.task(), key -> new AtomicInteger())
                            .incrementAndGet();
                    if (attempt == 1) {
                        throw new IllegalStateException("crashed on purpose");
                    }
                }
            });
            PipelineRun run = tester.run(new TrafficByPlan.Params(Input.of("in"), Input.of("users"), Output.of("out")));
            requireRight(run);
        }
        assertThat(attempts.values()).allSatisfy(count -> assertThat(count).hasValueGreaterThan(1));
    }

    @Test
    void attemptsThatCrashAfterTheirReceiptAreNotDoneAgain() {
        Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
        AtomicInteger reusedReceipts = new AtomicInteger();
        try (var tester = tester()) {
            tester.listener(new TaskListener() {
                @Override
                public void finished(TaskAttempt task, boolean reused) {
                    int attempt = attempts.computeIfAbsent(task.stage() + "/" + task.task(), key -> new AtomicInteger())
                            .incrementAndGet();
                    if (attempt == 1) {
                        throw new IllegalStateException("crashed on purpose, the receipt is written");
                    }
                    if (reused) {
                        reusedReceipts.incrementAndGet();
                    }
                }
            });
            PipelineRun run = tester.run(new TrafficByPlan.Params(Input.of("in"), Input.of("users"), Output.of("out")));
            requireRight(run);
        }
        assertThat(reusedReceipts).hasValue(attempts.size());
    }

    @Test
    void anInputThatChangesDuringTheRunFailsIt() {
        try (var tester = PipelineTester.of(new TopUrls())) {
            Layout.plain(200).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), new Random(1));
            tester.workers(1).listener(new TaskListener() {
                @Override
                public void finished(TaskAttempt task, boolean reused) {
                    Layout.plain(200)
                            .lay(
                                    tester,
                                    "in",
                                    Traffic.EVENT_HEADER,
                                    traffic.eventLines().subList(1, 60),
                                    new Random(1));
                }
            });
            PipelineRun run = tester.runExpectingFailure(new TopUrls.Params(Input.of("in"), Output.of("out")));
            assertThat(run.error()).contains("changed").contains("in/part-0.txt");
            assertThat(run.isVisible("out")).isFalse();
        }
    }

    private static boolean isOutput(S3Call call) {
        return call.address().startsWith("out/");
    }

    private PipelineTester<TrafficByPlan.Params> tester() {
        var tester = PipelineTester.of(new TrafficByPlan());
        Layout.plain(700).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), new Random(1));
        return tester.file("users/a.csv", Traffic.USER_HEADER + "\n" + String.join("\n", traffic.userLines()))
                .reduceBytes(300)
                .broadcastBytes(0);
    }

    private PipelineRun rightOrNothing(FaultPlan faults, int reduceBytes, String what) {
        try (var tester = tester().faults(faults).reduceBytes(reduceBytes)) {
            PipelineRun run =
                    tester.tryRun(new TrafficByPlan.Params(Input.of("in"), Input.of("users"), Output.of("out")));
            if (run.committed()) {
                requireRight(run);
            } else {
                assertThat(run.isVisible("out")).as(what + ": " + run.error()).isFalse();
                assertThat(run.files("out"))
                        .as(what + ": " + run.error())
                        .noneMatch(name -> !name.startsWith("_anabranch/"));
                assertThat(run.error()).isNotBlank();
            }
            return run;
        }
    }

    private void requireRight(PipelineRun run) {
        assertThat(run.rows("out")).containsExactlyInAnyOrderElementsOf(Oracle.trafficByPlan(traffic));
        assertThat(run.counter("events of unknown users")).isEqualTo(Oracle.eventsOfUnknownUsers(traffic));
    }
}
