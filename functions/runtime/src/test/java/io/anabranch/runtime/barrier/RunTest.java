package io.anabranch.runtime.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.BugException;
import io.anabranch.error.InputException;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.TestGraphs;
import io.anabranch.runtime.commit.AbortReport;
import io.anabranch.runtime.commit.AbortRequest;
import io.anabranch.runtime.commit.Aborter;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, tasks, barriers and commit of a small pipeline, one after the other, as the state machine would call them. */
class RunTest {
    private static final S3Uri WORK = S3Uri.parse("s3://work/w");
    private static final Parallel PARALLEL = TestS3.inOrder();

    private final TestS3 s3 = new TestS3();
    private final RunObjects objects = new RunObjects(s3.store());
    private final Map<String, Integer> expected = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    @TempDir
    Path directory;

    private LineCount pipeline;
    private Graphs graphs;

    @BeforeEach
    void fill() {
        pipeline = new LineCount(s3, directory, "s3://in/lines", "s3://out/counts");
        graphs = new TestGraphs((name, decisions) -> pipeline.graph(decisions));
        for (int file = 0; file < 5; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 2_000; i++) {
                String line = "line-" + (i * 31 + file * 7) % 997;
                text.append(line).append('\n');
                expected.merge(line, 1, Integer::sum);
            }
            s3.store("s3://in/lines/" + file + ".txt", text.toString());
        }
    }

    @Test
    void aRunCountsEveryLineOnce() {
        Step first = plan("r1", false);
        assertThat(first.kind()).isEqualTo(StepKind.MAP);
        assertThat(first.tasks().count()).isGreaterThan(10);
        Step second = finish(first);
        assertThat(second.kind()).isEqualTo(StepKind.REDUCE);
        assertThat(s3.uris("s3://out/")).isEmpty();
        Step third = finish(second);
        assertThat(third).isEqualTo(Step.commit(first.run(), 2));
        assertThat(s3.uris("s3://out/")).isEmpty();

        CommitSummary summary = commit(third);

        assertThat(counts()).isEqualTo(expected);
        assertThat(summary.outputs()).hasSize(1);
        assertThat(summary.outputs().get(0).records()).isEqualTo(expected.size());
        Manifest manifest = manifest();
        assertThat(manifest.run()).isEqualTo("r1");
        assertThat(manifest.parts().stream().map(part -> "s3://out/counts/" + part.name()))
                .containsExactlyElementsOf(s3.uris("s3://out/counts/part"));
        assertThat(manifest.counters())
                .containsEntry("tasks of stage 0", (long) first.tasks().count());
        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void statesStaySmallHoweverManyTasksThereAre() {
        Step few = plan("r1", false);
        for (int file = 0; file < 400; file++) {
            s3.store("s3://in/lines/more-" + file, "x\n".repeat(500));
        }
        Step many = plan("r2", false);
        assertThat(many.tasks().count()).isGreaterThan(few.tasks().count() + 90);
        assertThat(RunJson.bytes(many).length - RunJson.bytes(few).length).isLessThan(5);
        assertThat(RunJson.bytes(many).length).isLessThan(400);
    }

    @Test
    void everythingMayBeDoneTwice() {
        Step first = plan("r1", false);
        assertThat(plan("r1", false)).isEqualTo(first);
        Step second = finish(first);
        assertThat(finish(first)).isEqualTo(second);
        assertThat(plan("r1", false)).isEqualTo(second);
        Step third = finish(second);
        assertThat(finish(second)).isEqualTo(third);
        CommitSummary summary = commit(third);
        assertThat(commit(third)).isEqualTo(summary);
        assertThat(plan("r1", false)).isEqualTo(third);
        assertThat(counts()).isEqualTo(expected);
    }

    @Test
    void aCommitMayBeInterruptedAtEachRequest() {
        Step last = finish(finish(plan("r1", false)));
        for (int failing = 1; ; failing++) {
            int[] left = {failing};
            s3.onRequest((operation, uri) -> {
                if (!operation.equals("GetObject") && --left[0] == 0) {
                    throw MemoryS3.refusal(403, "AccessDenied");
                }
            });
            try {
                commit(last);
                break;
            } catch (RuntimeException e) {
                assertThat(s3.uris("s3://out/counts/_anabranch/manifest.json")).isEmpty();
            }
        }
        s3.recover();
        commit(last);
        assertThat(counts()).isEqualTo(expected);
        assertThat(manifest().totals().records()).isEqualTo(expected.size());
        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void aRunOfTheSameIdWithOtherParametersIsRefused() {
        plan("r1", false);
        assertThatThrownBy(() -> new Planner(
                                s3.store(), new Parallel(Runnable::run), graphs, WORK, Places.IN_S3, () -> "id")
                        .plan(new PlanRequest("other", new TreeMap<>(), "r1", null, options(false))))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot go on with run r1: it was begun with pipeline count, now other."
                        + " Start it as it was begun, or choose another run id");
    }

    @Test
    void aTaskWithoutReceiptFailsTheRunWhateverTheMapSaid() {
        Step first = plan("r1", false);
        List<Task> tasks = tasks(first);
        tasks.stream().filter(task -> task.number() != 3).forEach(task -> pipeline.run(task, "a"));
        assertThatThrownBy(() -> barrier(first))
                .isInstanceOf(BugException.class)
                .hasMessage("Cannot go on: 1 of " + tasks.size()
                        + " tasks have no receipt (task 3), though the Map succeeded (stage 0)");
    }

    @Test
    void anOutputThatExistsIsRefusedBeforeAnythingRuns() {
        s3.store("s3://out/counts/old.txt", "x");
        assertThatThrownBy(() -> plan("r1", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "Cannot write to s3://out/counts/: it is not empty, it holds s3://out/counts/old.txt")
                .hasMessageContaining("--overwrite");
        assertThat(s3.uris("s3://work/")).isEmpty();
    }

    @Test
    void anOutputThatIsNotOfARunIsNotReplaced() {
        s3.store("s3://out/counts/old.txt", "x");
        assertThatThrownBy(() -> plan("r1", true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no manifest of a run");
    }

    @Test
    void anOutputIsReplacedWithoutAMixtureEverHavingAManifest() {
        commit(finish(finish(plan("r1", false))));
        s3.store("s3://in/lines/0.txt", "another\n");
        Step last = finish(finish(plan("r2", true)));
        assertThat(manifest().run()).isEqualTo("r1");
        int[] requests = {0};
        for (int failing = 1; requests[0] >= 0; failing++) {
            int[] left = {failing};
            s3.onRequest((operation, uri) -> {
                if (!operation.equals("GetObject") && --left[0] == 0) {
                    throw MemoryS3.refusal(403, "AccessDenied");
                }
            });
            try {
                commit(last);
                requests[0] = -1;
            } catch (RuntimeException e) {
                if (!s3.uris("s3://out/counts/_anabranch/manifest.json").isEmpty()) {
                    assertThat(manifest().parts())
                            .allSatisfy(part -> assertThat(s3.bytes("s3://out/counts/" + part.name()).length)
                                    .isEqualTo((int) part.bytes()));
                }
            }
        }
        s3.recover();
        commit(last);
        assertThat(manifest().run()).isEqualTo("r2");
        assertThat(counts()).containsEntry("another", 1);
        assertThat(counts().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(8_001);
        assertThat(s3.uris("s3://out/counts/_anabranch/")).containsExactly("s3://out/counts/_anabranch/manifest.json");
        assertThat(manifest().parts().stream().map(part -> "s3://out/counts/" + part.name()))
                .containsExactlyElementsOf(s3.uris("s3://out/counts/part"));
    }

    @Test
    void aCommitRefusesWhatHasAppearedInItsPlace() {
        Step last = finish(finish(plan("r1", false)));
        String foreign = "s3://out/counts/part-00000-" + token("r1") + ".txt";
        s3.store(foreign, "foreign");
        assertThatThrownBy(() -> commit(last))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("what is there is not what the run has uploaded");
        assertThat(s3.text(foreign)).isEqualTo("foreign");
    }

    @Test
    void anAbortNamesTheErrorOfTheTaskAndKeepsWhatIsDone() {
        Step second = finish(plan("r1", false));
        List<Task> tasks = tasks(second);
        tasks.subList(1, tasks.size()).forEach(task -> pipeline.run(task, "a"));
        new ReceiptStore(objects, second.run())
                .record(new Failure(1, 0, "x", "io.anabranch.error.CodeException", "Cannot divide by zero", null, 5));
        int uploads = s3.openUploads();

        AbortReport report = abort("States.ExceedToleratedFailureThreshold", "The specified tolerated ...");

        assertThat(report).isEqualTo(new AbortReport("io.anabranch.error.CodeException", "Cannot divide by zero"));
        assertThat(problems).isEmpty();
        assertThat(s3.openUploads()).isEqualTo(uploads);
        assertThat(s3.uris("s3://out/")).isEmpty();
    }

    @Test
    void anAbortDoesNotBlameWhatAnEarlierExecutionHasFailedOf() {
        Step second = finish(plan("r1", false));
        ReceiptStore receipts = new ReceiptStore(objects, second.run());
        receipts.record(new Failure(1, 0, "x", "io.anabranch.error.DeniedException", "denied", null, 5));

        AbortReport ofPlan = abort("io.anabranch.error.InputException", "{\"errorMessage\":\"input has changed\"}");
        assertThat(ofPlan).isEqualTo(new AbortReport("io.anabranch.error.InputException", "input has changed"));

        receipts.record(new Failure(1, 1, "y", "io.anabranch.error.CodeException", "Cannot divide by zero", null, 6));
        assertThat(abort("States.ExceedToleratedFailureThreshold", "").error())
                .isEqualTo("io.anabranch.error.CodeException");
    }

    @Test
    void anAbortExplainsAMapWhoseTasksAnotherExecutionHasDone() {
        Step commit = finish(finish(plan("r1", false)));
        new ReceiptStore(objects, commit.run())
                .record(new Failure(1, 0, "x", "io.anabranch.error.GoneException", "its upload is gone", null, 5));
        assertThat(abort("States.ExceedToleratedFailureThreshold", ""))
                .isEqualTo(new AbortReport("io.anabranch.error.GoneException", "its upload is gone"));
    }

    @Test
    void aRunThatWasAbortedGoesOnUnderItsId() {
        Step second = finish(plan("r1", false));
        tasks(second).forEach(task -> pipeline.run(task, "a"));
        abort("States.Timeout", "");

        Step again = plan("r1", false);
        assertThat(again).isEqualTo(second);
        int puts = s3.calls.size();
        commit(finish(again));

        assertThat(s3.calls.subList(puts, s3.calls.size()))
                .noneMatch(call -> call.contains("PutObject s3://work/w/runs/r1/stage-0"));
        assertThat(counts()).isEqualTo(expected);
    }

    @Test
    void aCommitThatFailedForGoodIsTakenBackAndAnotherRunMayWriteThere() {
        Step last = finish(finish(plan("r1", false)));
        s3.onRequest((operation, uri) -> {
            if (operation.equals("PutObject") && uri.endsWith("manifest.json")) {
                throw MemoryS3.refusal(403, "AccessDenied");
            }
        });
        assertThatThrownBy(() -> commit(last)).hasMessageContaining("manifest.json");
        s3.recover();

        abort("io.anabranch.error.DeniedException", "{\"errorMessage\":\"denied\",\"errorType\":\"x\"}");
        assertThat(s3.uris("s3://out/")).containsExactly("s3://out/counts/_anabranch/manifest.json");
        assertThat(manifest().pending()).isTrue();
        assertThatThrownBy(() -> commit(last)).hasMessageContaining("its upload is gone");
        commit(finish(finish(plan("r2", false))));
        assertThat(counts()).isEqualTo(expected);
    }

    @Test
    void anAbortAfterTheCommitTouchesNothing() {
        commit(finish(finish(plan("r1", false))));
        List<String> before = s3.uris();
        AbortReport report = abort("States.Timeout", "late");
        assertThat(report.error()).isEqualTo("States.Timeout");
        assertThat(report.committed()).isNotNull();
        assertThat(report.committed().problems())
                .containsExactly("The commit failed after everything was published: late");
        assertThat(s3.uris()).isEqualTo(before);
    }

    @Test
    void anAbortNeverFailsItself() {
        finish(plan("r1", false));
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(403, "AccessDenied");
        });
        AbortReport report = abort("x.Error", "{\"errorMessage\":\"the cause\"}");
        assertThat(report.error()).isEqualTo("x.Error");
        assertThat(report.cause()).startsWith("the cause. Cannot find the run").contains("access denied");
        assertThat(problems).hasSize(1);
    }

    @Test
    void anAbortKeepsTheFailureWhateverElseFails() {
        Step second = finish(plan("r1", false));
        List<Task> tasks = tasks(second);
        tasks.subList(1, tasks.size()).forEach(task -> pipeline.run(task, "a"));
        new ReceiptStore(objects, second.run())
                .record(new Failure(1, 0, "x", "io.anabranch.error.CodeException", "Cannot divide by zero", null, 5));
        for (String broken : List.of("stage-1/tasks.json", "stage-1/receipts/", "end.json")) {
            String cause = abortWithout(broken);
            assertThat(cause).as(broken).startsWith("Cannot divide by zero. ").contains(broken);
        }
        for (Error exhausted : List.of(
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/anabranch/runtime/run/Receipt"))) {
            for (String broken : List.of("stage-1/receipts/", "end.json")) {
                assertThat(abortWithout(broken, exhausted))
                        .as(broken + " " + exhausted)
                        .startsWith("Cannot divide by zero. ")
                        .contains(exhausted.getMessage());
            }
        }
        for (String broken : List.of("plan.json", "stage-0/step.json", "stage-1/failures/")) {
            String cause = abortWithout(broken);
            assertThat(cause)
                    .as(broken)
                    .startsWith("The specified tolerated ...")
                    .contains(broken);
        }
    }

    /** Where S3 refuses to show some objects. */
    private String abortWithout(String broken) {
        return abortWithout(broken, MemoryS3.refusal(403, "AccessDenied"));
    }

    private String abortWithout(String broken, Throwable failure) {
        s3.onRequest((operation, uri) -> {
            if (uri.contains("/r1/" + broken)) {
                throwing(failure);
            }
        });
        try {
            return abort("States.ExceedToleratedFailureThreshold", "The specified tolerated ...")
                    .cause();
        } finally {
            s3.recover();
        }
    }

    private static void throwing(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void anAbortLeavesOutAReceiptAndAFailureThatAreBroken() {
        Step second = finish(plan("r1", false));
        ReceiptStore receipts = new ReceiptStore(objects, second.run());
        receipts.record(new Failure(1, 0, "x", "io.anabranch.error.CodeException", "Cannot divide by zero", null, 5));
        receipts.record(new Failure(1, 1, "y", "io.anabranch.error.CodeException", "Cannot be read", null, 6));
        s3.store("s3://work/w/runs/r1/stage-1/receipts/00000.json", "{");
        s3.store("s3://work/w/runs/r1/stage-1/failures/00001-y.json", "{");
        AbortReport report = abort("States.ExceedToleratedFailureThreshold", "The specified tolerated ...");
        assertThat(report.error()).isEqualTo("io.anabranch.error.CodeException");
        assertThat(report.cause())
                .startsWith("Cannot divide by zero. ")
                .contains("stage-1/receipts/00000.json")
                .contains("stage-1/failures/00001-y.json");
        assertThat(problems).hasSize(2);
    }

    @Test
    void aFunctionThatWasKilledIsNamedWithWhatToDo() {
        String killed = "{\"errorMessage\":\"RequestId: 1 Error: Runtime exited with error: signal: killed\"}";
        finish(plan("r1", false));
        assertThat(abort("Runtime.OutOfMemory", killed).cause())
                .isEqualTo(
                        "Cannot finish function barrier: RequestId: 1 Error: Runtime exited with error: signal: killed."
                                + " Most often it had too little memory, or time: raise LightMemory or LightTimeout of the stack,"
                                + " or, on one machine, run it without --lambda process");
    }

    @Test
    void whatAFunctionSaysOfItselfIsNotHiddenByAnOlderFailureOfATask() {
        Step first = plan("r1", false);
        new ReceiptStore(objects, first.run()).record(new Failure(0, 0, "a", "x.Old", "the old cause", "", 1));
        assertThat(abort("x.New", "{\"errorMessage\":\"the new cause\"}"))
                .isEqualTo(new AbortReport("x.New", "the new cause"));
        assertThat(abort("States.ExceedToleratedFailureThreshold", "Too many."))
                .isEqualTo(new AbortReport("x.Old", "the old cause"));
    }

    @Test
    void whatIsDamagedDoesNotHideWhatTasksHaveFailedOf() {
        Step first = plan("r1", false);
        tasks(first).forEach(task -> pipeline.run(task, "a"));
        new ReceiptStore(objects, first.run()).record(new Failure(0, 1, "b", "x.Error", "the cause", "", 1));
        for (String damaged : List.of("receipts/00001.json", "tasks.json")) {
            s3.store(WORK + "/runs/r1/stage-0/" + damaged, "damaged");
            AbortReport told = abort("States.ExceedToleratedFailureThreshold", "Too many.");
            assertThat(told.error()).as(damaged).isEqualTo("x.Error");
            assertThat(told.cause()).as(damaged).startsWith("the cause. ").contains(damaged);
        }
    }

    @Test
    void tasksThatDiedWithoutAWordAreNumbered() {
        Step first = plan("r1", false);
        tasks(first).stream().skip(2).forEach(task -> pipeline.run(task, "a"));
        AbortReport report = abort("States.ExceedToleratedFailureThreshold", "Too many.");
        assertThat(report.cause())
                .isEqualTo(
                        "Cannot finish function map: 2 tasks have no receipt and left no error (stage 0, 0, 1): they were"
                                + " killed, ran out of memory or of time, or were never started. Raise MapMemory or LargeMemory of"
                                + " the stack, or make the splits smaller; on one machine, run it without --lambda process. Too many.");
    }

    @Test
    void anInputOfNothingStillCommitsAManifest() {
        s3.store("s3://empty/a.txt", "");
        pipeline = new LineCount(s3, directory, "s3://empty", "s3://out/counts");
        Step first = plan("r1", false);
        assertThat(first.tasks().count()).isEqualTo(1);
        commit(finish(finish(first)));
        assertThat(manifest().parts()).isEmpty();
    }

    private Step plan(String id, boolean overwrite) {
        return new Planner(s3.store(), new Parallel(Runnable::run), graphs, WORK, Places.IN_S3, () -> "id")
                .plan(new PlanRequest("count", new TreeMap<>(), id, null, options(overwrite)));
    }

    private static Options options(boolean overwrite) {
        return Options.NONE
                .withSplitBytes(5_000L)
                .withObjectCostBytes(10L)
                .withReduceBytes(2_000L)
                .withMaxConcurrency(3)
                .withOverwrite(overwrite);
    }

    private Step finish(Step step) {
        tasks(step).forEach(task -> pipeline.run(task, "a"));
        return barrier(step);
    }

    private Step barrier(Step step) {
        return new BarrierRunner(s3.store(), graphs, PARALLEL).next(step);
    }

    private List<Task> tasks(Step step) {
        return new PlanStore(objects, step.run()).tasks(step.stage(), step.round());
    }

    private CommitSummary commit(Step step) {
        return new Committer(s3.store(), PARALLEL, Clock.systemUTC()).commit(step);
    }

    private AbortReport abort(String error, String cause) {
        var request =
                JsonNodeFactory.instance.objectNode().put("pipeline", "count").put("execution", "r1");
        return new Aborter(s3.store(), WORK, PARALLEL, problems::add)
                .abort(new AbortRequest(request, error, cause, null));
    }

    private String token(String run) {
        return new PlanStore(objects, RunRef.of(WORK, run)).plan().token();
    }

    private Manifest manifest() {
        return objects.get(S3Uri.parse("s3://out/counts/_anabranch/manifest.json"), Manifest.class);
    }

    private Map<String, Integer> counts() {
        return s3.uris("s3://out/counts/part").stream()
                .flatMap(uri -> s3.text(uri).lines())
                .collect(Collectors.toMap(
                        line -> line.split(" ")[0],
                        line -> Integer.valueOf(line.split(" ")[1]),
                        Integer::sum,
                        TreeMap::new));
    }
}
