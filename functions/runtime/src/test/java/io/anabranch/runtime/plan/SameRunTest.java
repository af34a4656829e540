package io.anabranch.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Text;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.commit.AbortReport;
import io.anabranch.runtime.commit.AbortRequest;
import io.anabranch.runtime.commit.Aborter;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is: a second start under its id is this run, or is refused by the name of what differs. */
class SameRunTest {
    private static final S3Uri WORK = S3Uri.parse("s3://work/w");
    private static final Parallel PARALLEL = TestS3.inOrder();
    private static final String FIRST = "s3://in/data/a.txt";
    private static final String PLAN = "s3://work/w/runs/r1/plan.json";
    private static final Options OPTIONS = Options.NONE
            .withDeadLetters(10L)
            .withSplitBytes(1_000L)
            .withReduceBytes(1_000L)
            .withMaxConcurrency(2);

    private final TestS3 s3 = new TestS3();
    private int ids;

    @TempDir
    Path directory;

    /** Copies lines, those of a second input behind those of the first. */
    public static final class Copy implements Pipeline<Copy.Params> {
        record Params(Input input, Optional<Input> more, Output output, Optional<String> note) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).write(Text.lines(), params.output());
        }
    }

    /** The same by another name. */
    public static final class Other implements Pipeline<Copy.Params> {
        @Override
        public void define(Flow flow, Copy.Params params) {
            new Copy().define(flow, params);
        }
    }

    @BeforeEach
    void fill() {
        s3.store(FIRST, "one\n");
        s3.store("s3://in/data/b.txt", "two\n");
        s3.store("s3://in/data/c.txt", "three\n");
    }

    @Test
    void theSameStartGoesOn() {
        Step first = plan("c0de", request());
        assertThat(plan("c0de", request())).isEqualTo(first);
        assertThat(plan("c0de", request(options -> options.withMaxConcurrency(7))))
                .as("how many tasks run at once is no part of a run")
                .isEqualTo(first);
        assertThat(plan("c0de", request(options -> options.withOverwrite(false).withBroadcastBytes(16L << 20))))
                .as("defaults that are said are defaults")
                .isEqualTo(first);
    }

    @Test
    void eachDifferenceIsRefusedByName() {
        Step begun = plan("c0de", request());
        List<String> before = s3.uris();
        refuses("--dead-letters 10, now 0", request(options -> options.withDeadLetters(null)));
        refuses("--split-bytes 1000, now 0", request(options -> options.withSplitBytes(null)));
        refuses("objectCostBytes 2097152, now 5", request(options -> options.withObjectCostBytes(5L)));
        refuses("reduceBytes 1000, now 2000", request(options -> options.withReduceBytes(2_000L)));
        refuses("memoryBytes 0, now 8388608", request(options -> options.withMemoryBytes(8L << 20)));
        refuses("broadcastBytes 16777216, now 1", request(options -> options.withBroadcastBytes(1L)));
        refuses("no --overwrite, now with", request(options -> options.withOverwrite(true)));
        refuses("parameter note [], now [x]", request(params -> params.put("note", List.of("x")), OPTIONS));
        refuses(
                "parameter input [s3://in/data/], now [s3://in/data/*.txt]",
                request(params -> params.put("input", List.of("s3://in/data/*.txt")), OPTIONS));
        refuses(
                "parameter output [s3://out/o], now [s3://out/p]",
                request(params -> params.put("output", List.of("s3://out/p")), OPTIONS));
        refuses(
                "pipeline " + Copy.class.getName() + ", now " + Other.class.getName(),
                new PlanRequest(Other.class.getName(), request().params(), "r1", null, OPTIONS));
        refuses(
                "--dead-letters 10, now 3; no --overwrite, now with. Start it as it was begun, or choose another run id",
                request(options -> options.withDeadLetters(3L).withOverwrite(true)));
        assertThat(s3.uris()).isEqualTo(before);
        assertThat(plan("c0de", request())).isEqualTo(begun);
    }

    @Test
    void aRunThatReplacesIsNotOneThatDoesNot() {
        plan("c0de", request(options -> options.withOverwrite(true)));
        refuses("--overwrite, now without", request());
    }

    @Test
    void anObjectThatChangedIsNamed() {
        plan("c0de", request());
        s3.store(FIRST, "uno\n");
        refusesInput(FIRST + " has changed");
    }

    @Test
    void anObjectThatIsNewIsNamed() {
        plan("c0de", request());
        s3.store("s3://in/data/d.txt", "four\n");
        refusesInput("s3://in/data/d.txt is new");
    }

    @Test
    void anObjectThatIsGoneIsNamed() {
        plan("c0de", request());
        delete(FIRST);
        refusesInput(FIRST + " is gone");
        s3.store("s3://in/data/b.txt", "dos\n");
        s3.store("s3://in/data/d.txt", "four\n");
        s3.store("s3://in/data/e.txt", "five\n");
        refusesInput(FIRST + " is gone, s3://in/data/b.txt has changed, s3://in/data/d.txt is new and 1 more");
    }

    @Test
    void aRunThatIsTakenUpAsItWasPlannedLeavesOutWhatCameSince() {
        Step first = plan("c0de", request());
        s3.store("s3://in/data/d.txt", "four\n");
        refusesInput("s3://in/data/d.txt is new");
        assertThat(plan("c0de", request().withInputAsPlanned())).isEqualTo(first);
        assertThat(commit(run("c0de", first)).outputs().get(0).records()).isEqualTo(3);

        s3.store(FIRST, "uno\n");
        assertThatThrownBy(() -> plan("c0de", request().withInputAsPlanned()))
                .hasMessageContaining(FIRST + " has changed");
    }

    @Test
    void inputThatChangedIsRefusedAlsoWhereTheRunDidNotComeToListingIt() {
        dieBefore("listing.jsonl");
        s3.store(FIRST, "uno\n");
        refusesInput("other objects");
    }

    @Test
    void aPlanThatDiedAnywhereIsGoneOnWithAndListsWhatItWasMadeOf() {
        for (String object : List.of("listing.jsonl", "stage-0/tasks.json", "stage-0/step.json")) {
            dieBefore(object);
            Step first = plan("c0de", request());
            assertThat(first.kind()).isEqualTo(StepKind.MAP);
            assertThat(s3.text("s3://work/w/runs/r1/listing.jsonl").lines()).hasSize(4);
            assertThat(commit(run("c0de", first)).outputs().get(0).records()).isEqualTo(3);
            s3.uris("s3://work/").forEach(this::delete);
            s3.uris("s3://out/").forEach(this::delete);
        }
    }

    @Test
    void otherCodeIsRefusedUnlessItIsAccepted() {
        Step first = plan("c0de", request());
        assertThatThrownBy(() -> plan("beef", request()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot go on with run r1: it was begun with code c0de, now beef. Put that code back, choose"
                                + " another run id, or go on with --accept-code-change if the change does not matter to what has"
                                + " been done");
        assertThat(plan("beef", request().acceptingCodeChange(true))).isEqualTo(first);
        assertThat(s3.text("s3://work/w/runs/r1/code-beef.json")).contains("\"code\":\"beef\"");
        assertThat(plan("beef", request())).as("accepted once is accepted").isEqualTo(first);
        assertThat(plan("c0de", request())).isEqualTo(first);
        assertThat(commit(run("beef", first)).outputs().get(0).records()).isEqualTo(3);
        assertThatThrownBy(() -> plan("f00d", request())).hasMessageContaining("code c0de, now f00d");
    }

    @Test
    void codeIsAnotherHoweverAlikeItsBeginningIs() {
        String common = "0123456789abcdef0123456789abcdef";
        plan(common + "0", request());
        assertThatThrownBy(() -> plan(common + "1", request()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it was begun with code 0123");
    }

    @Test
    void acceptingOtherCodeAcceptsNothingElse() {
        plan("c0de", request());
        assertThatThrownBy(() -> plan(
                        "beef", request(options -> options.withDeadLetters(1L)).acceptingCodeChange(true)))
                .hasMessageContaining("begun with --dead-letters 10, now 1. Start it as it was begun");
        assertThat(s3.uris("s3://work/w/runs/r1/code-")).isEmpty();
    }

    @Test
    void aTaskOfOtherCodeFailsBeforeItReads() {
        Step first = plan("c0de", request());
        Task task = tasks(first).get(0);
        assertThatThrownBy(() -> runner("beef").run(task, "a"))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("the code of this function (beef) is not the code that the run was planned with"
                        + " (c0de). Put that code back and take the run up again, start a new run, or take it up with"
                        + " --accept-code-change if the change does not matter")
                .hasMessageContaining("task 0");
        assertThat(s3.uris("s3://work/w/runs/r1/stage-0/receipts/")).isEmpty();
    }

    @Test
    void aBarrierOfOtherCodeFails() {
        Step first = plan("c0de", request());
        tasks(first).forEach(task -> runner("c0de").run(task, "a"));
        assertThatThrownBy(() -> new BarrierRunner(s3.store(), graphs("beef"), PARALLEL).next(first))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("the code of this function (beef)");
    }

    @Test
    void aFinishedRunReportsItselfAgainIfAllIsTheSame() {
        CommitSummary summary = commit(run("c0de", plan("c0de", request())));
        Step again = plan("c0de", request());
        assertThat(again.kind()).isEqualTo(StepKind.COMMIT);
        assertThat(commit(again)).isEqualTo(summary);
    }

    @Test
    void aFinishedRunWhoseInputChangedIsRefused() {
        commit(run("c0de", plan("c0de", request())));
        s3.store(FIRST, "uno\n");
        refusesInput(FIRST + " has changed");
    }

    @Test
    void aFinishedRunWhoseOutputChangedIsRefused() {
        commit(run("c0de", plan("c0de", request())));
        String part = s3.uris("s3://out/o/part-").get(0);
        s3.store(part, "another");
        refusesOutput(part);
        delete(part);
        refusesOutput(part);
        delete("s3://out/o/_anabranch/manifest.json");
        Step last = plan("c0de", request());
        assertThatThrownBy(() -> commit(last)).hasMessageContaining("Cannot commit " + part + ": its upload is gone");
    }

    @Test
    void aStartThatIsRefusedSucceedsWithNothingAndTakesNothingBack() {
        Step last = run("c0de", plan("c0de", request()));
        CommitSummary summary = commit(last);
        List<String> before = s3.uris();
        assertThat(abort(InputException.class.getName(), "Plan").committed()).isNull();
        assertThat(abort("Lambda.Unknown", "Plan").committed()).isNull();
        AbortReport late = abort("Lambda.Unknown", "");
        assertThat(Objects.requireNonNull(late.committed()).outputs()).isEqualTo(summary.outputs());
        assertThat(s3.uris()).isEqualTo(before);

        delete(s3.uris("s3://out/o/part-").get(0));
        assertThat(abort(InputException.class.getName(), "").committed())
                .as("an output of which something is gone is not reported as committed")
                .isNull();
    }

    @Test
    void aStartThatIsRefusedLeavesTheCommitOfTheRunAlone() {
        Step last = run("c0de", plan("c0de", request()));
        s3.onRequest((operation, uri) -> {
            if (uri.endsWith("manifest.json") && operation.equals("PutObject")) {
                AbortReport refused = abort(InputException.class.getName(), "Plan");
                assertThat(refused.committed()).isNull();
            }
        });
        assertThat(commit(last).outputs().get(0).records()).isEqualTo(3);
    }

    @Test
    void aRunThatWritesBelowWhatItReadsIsNoInputOfItself() {
        PlanRequest request = request(params -> params.put("output", List.of("s3://in/data/out")), OPTIONS);
        CommitSummary summary = commit(run("c0de", plan("c0de", request)));
        assertThat(s3.uris("s3://in/data/out/part-")).isNotEmpty();
        assertThat(commit(plan("c0de", request))).isEqualTo(summary);
    }

    private void refuses(String difference, PlanRequest request) {
        assertThatThrownBy(() -> plan("c0de", request))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot go on with run r1: it was begun with " + difference)
                .hasMessageContaining("choose another run id");
    }

    private void refusesInput(String difference) {
        assertThatThrownBy(() -> plan("c0de", request()))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot go on with run r1: its input is not what it was when the run began: " + difference
                        + ". Choose another run id, or put the input back");
    }

    private void refusesOutput(String part) {
        Step last = plan("c0de", request());
        assertThatThrownBy(() -> commit(last))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot report the output of the run again: " + part
                        + " is gone or has changed since it was committed. Choose another run id");
    }

    private AbortReport abort(String error, String state) {
        return new Aborter(s3.store(), WORK, PARALLEL, problem -> {})
                .abort(new AbortRequest(RunJson.MAPPER.valueToTree(request()), error, "it", state));
    }

    private void dieBefore(String object) {
        s3.onRequest((operation, uri) -> {
            if (operation.equals("PutObject") && uri.endsWith(object)) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> plan("c0de", request())).hasMessage("killed");
        s3.recover();
        assertThat(s3.uris(PLAN)).hasSize(1);
    }

    private void delete(String uri) {
        S3Uri gone = S3Uri.parse(uri);
        s3.deleteObject(r -> r.bucket(gone.bucket()).key(gone.key()));
    }

    private static PlanRequest request() {
        return request(params -> {}, OPTIONS);
    }

    private static PlanRequest request(UnaryOperator<Options> options) {
        return request(params -> {}, options.apply(OPTIONS));
    }

    private static PlanRequest request(Consumer<Map<String, List<String>>> change, Options options) {
        TreeMap<String, List<String>> params = new TreeMap<>();
        params.put("input", List.of("s3://in/data/"));
        params.put("output", List.of("s3://out/o"));
        change.accept(params);
        return new PlanRequest(Copy.class.getName(), params, "r1", null, options);
    }

    private static CatalogGraphs graphs(String code) {
        return new CatalogGraphs(new PipelineCatalog(SameRunTest.class.getClassLoader()), () -> code);
    }

    private Step plan(String code, PlanRequest request) {
        return new Planner(s3.store(), PARALLEL, graphs(code), WORK, Places.IN_S3, () -> "id" + ids++).plan(request);
    }

    private List<Task> tasks(Step step) {
        return new PlanStore(new RunObjects(s3.store()), step.run()).tasks(step.stage(), step.round());
    }

    private TaskRunner runner(String code) {
        return new TaskRunner(
                s3.store(), PARALLEL, graphs(code), new TaskSettings(8 << 20, directory), Clock.systemUTC(), () -> 0);
    }

    private Step run(String code, Step first) {
        Step step = first;
        while (step.kind() != StepKind.COMMIT) {
            tasks(step).forEach(task -> runner(code).run(task, "a"));
            step = new BarrierRunner(s3.store(), graphs(code), PARALLEL).next(step);
        }
        return step;
    }

    private CommitSummary commit(Step step) {
        return new Committer(s3.store(), PARALLEL, Clock.systemUTC()).commit(step);
    }
}
