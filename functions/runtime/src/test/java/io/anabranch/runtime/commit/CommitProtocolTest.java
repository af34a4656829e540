package io.anabranch.runtime.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.format.Text;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.TestGraphs;
import io.anabranch.runtime.flow.FlowGraph;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protocol of docs/formats/commit.md. Whatever a rival does at whichever request of a commit, what can be read afterwards is one
 * run's output, whole, and whoever said that it is committed is the one whose output it is.
 */
class CommitProtocolTest {
    private static final S3Uri WORK = S3Uri.parse("s3://work/w");
    private static final Parallel PARALLEL = TestS3.inOrder();
    private static final String OUT = "s3://out/o/";
    private static final String MANIFEST = OUT + "_anabranch/manifest.json";

    @TempDir
    Path directory;

    /** A bucket with two runs that have come to their commits. */
    private final class Stage {
        final TestS3 s3 = new TestS3();
        final RunObjects objects = new RunObjects(s3.store());
        private int ids;

        Step ready(String run, String line, boolean overwrite) {
            String text = line.isEmpty() ? "" : line + "\n";
            s3.store("s3://in/" + run + "/a.txt", text);
            s3.store("s3://in/" + run + "/b.txt", text);
            Graphs graphs = new TestGraphs((name, decisions) -> FlowGraph.of(
                            new Copy(), new Copy.Params(Input.of("s3://in/" + name), Output.of(OUT)))
                    .stages(decisions));
            Options options =
                    Options.NONE.withSplitBytes(100L).withObjectCostBytes(100L).withOverwrite(overwrite);
            Step step = new Planner(s3.store(), PARALLEL, graphs, WORK, Places.IN_S3, () -> "id" + ids++)
                    .plan(new PlanRequest(run, new TreeMap<>(), run, null, options));
            TaskRunner tasks = new TaskRunner(
                    s3.store(), PARALLEL, graphs, new TaskSettings(8 << 20, directory), Clock.systemUTC(), () -> 0);
            while (step.kind() != StepKind.COMMIT) {
                for (Task task : new PlanStore(objects, step.run()).tasks(step.stage(), step.round())) {
                    tasks.run(task, "a");
                }
                step = new BarrierRunner(s3.store(), graphs, PARALLEL).next(step);
            }
            return step;
        }

        /** Whether the run says that it is committed. */
        boolean commits(Step step) {
            try {
                new Committer(s3.store(), PARALLEL, Clock.systemUTC()).commit(step);
                return true;
            } catch (AnabranchException refused) {
                return false;
            }
        }

        /** Commits, and dies just before the n-th request; false if there are fewer. */
        boolean dies(int n, Step step) {
            return atRequest(
                    n,
                    () -> {
                        throw new IllegalStateException("killed");
                    },
                    () -> {
                        try {
                            return commits(step);
                        } catch (IllegalStateException killed) {
                            return false;
                        }
                    });
        }

        /** How the execution of a run ends whose commit has failed for good. */
        AbortReport aborts(String run) {
            JsonNode request =
                    JsonNodeFactory.instance.objectNode().put("pipeline", run).put("execution", run);
            return new Aborter(s3.store(), WORK, PARALLEL, problem -> {})
                    .abort(new AbortRequest(request, "Runtime.ExitError", "killed", ""));
        }

        boolean givesUp(String run) {
            return new GiveUp(s3.store()).run(RunRef.of(WORK, run));
        }

        /** What can be read: the lines of the parts that the manifest names, each of the size that it says. */
        List<String> visible() {
            List<String> lines = new ArrayList<>();
            if (s3.uris(MANIFEST).isEmpty() || manifest().pending()) {
                return lines;
            }
            for (Manifest.CommittedPart part : manifest().parts()) {
                assertThat(s3.bytes(OUT + part.name())).hasSize((int) part.bytes());
                s3.text(OUT + part.name()).lines().forEach(lines::add);
            }
            return lines;
        }

        Manifest manifest() {
            return objects.get(S3Uri.parse(MANIFEST), Manifest.class);
        }

        /** Does something just before the n-th request from now on; false if there are fewer. */
        boolean atRequest(int n, Runnable what, BooleanSupplier meanwhile) {
            int[] left = {n};
            boolean[] done = {false};
            s3.onRequest((operation, uri) -> {
                if (--left[0] == 0) {
                    done[0] = true;
                    what.run();
                }
            });
            try {
                boolean unused = meanwhile.getAsBoolean();
            } finally {
                s3.recover();
            }
            return done[0];
        }
    }

    /** Copies lines. */
    static final class Copy implements Pipeline<Copy.Params> {
        record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).write(Text.lines(), params.output());
        }
    }

    @Test
    void ofTwoRunsIntoOneOutputOneIsCommittedWheneverTheOtherComes() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step first = stage.ready("r1", "one", false);
            Step second = stage.ready("r2", "two", false);
            boolean[] committed = new boolean[2];
            boolean more = stage.atRequest(
                    at, () -> committed[1] = stage.commits(second), () -> committed[0] = stage.commits(first));
            assertThat(committed[0] && committed[1]).as("at request " + at).isFalse();
            List<String> expected =
                    committed[0] ? List.of("one", "one") : committed[1] ? List.of("two", "two") : List.of();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(expected);
            assertThat(committed[0] || committed[1]).as("at request " + at).isTrue();
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aRunThatReplacesTakesOverWhateverItFindsAndNothingIsMixed() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step old = stage.ready("r0", "old", false);
            assertThat(stage.commits(old)).isTrue();
            Step first = stage.ready("r1", "one", true);
            Step second = stage.ready("r2", "two", true);
            boolean[] committed = new boolean[2];
            boolean more = stage.atRequest(
                    at, () -> committed[1] = stage.commits(second), () -> committed[0] = stage.commits(first));
            String last = committed[0] && stage.manifest().run().equals("r1") ? "one" : committed[1] ? "two" : "old";
            assertThat(committed[0] || committed[1]).as("at request " + at).isTrue();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(List.of(last, last));
            assertThat(stage.s3.uris(OUT + "part-")).as("at request " + at).hasSize(2);
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aRunThatWasReplacedDoesNotComeBack() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step first = stage.ready("r1", "one", true);
            assertThat(stage.commits(first)).isTrue();
            Step second = stage.ready("r2", "two", true);
            boolean[] committed = new boolean[2];
            boolean more = stage.atRequest(
                    at, () -> committed[0] = stage.commits(first), () -> committed[1] = stage.commits(second));
            assertThat(committed[1]).as("at request " + at).isTrue();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(List.of("two", "two"));
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aRunWithoutFilesDoesNotComeBackEitherThoughItsReplacementWasReplaced() {
        for (boolean replaces : new boolean[] {false, true}) {
            Stage stage = new Stage();
            if (replaces) {
                stage.commits(stage.ready("r0", "old", false));
            }
            Step nothing = stage.ready("r1", "", true);
            assertThat(stage.commits(nothing)).isTrue();
            assertThat(stage.commits(nothing)).as("once more").isTrue();
            assertThat(stage.visible()).isEmpty();
            assertThat(stage.commits(stage.ready("r2", "two", true))).isTrue();
            assertThat(stage.commits(nothing)).isFalse();
            assertThat(stage.commits(stage.ready("r3", "three", true))).isTrue();
            assertThat(stage.commits(nothing)).isFalse();
            assertThat(stage.visible()).isEqualTo(List.of("three", "three"));
            assertThat(stage.s3.uris(OUT + "_anabranch/owner.json")).isEmpty();
        }
    }

    @Test
    void aRunWithoutFilesWhoseCommitDiedIsFinishedByTheNextUnlessItWasReplaced() {
        for (int dead = 1; ; dead++) {
            Stage stage = new Stage();
            stage.commits(stage.ready("r0", "old", false));
            Step nothing = stage.ready("r1", "", true);
            boolean died = stage.dies(dead, nothing);
            assertThat(stage.commits(nothing)).as("dead before request " + dead).isTrue();
            assertThat(stage.visible()).isEmpty();
            assertThat(stage.s3.uris(OUT + "part-")).isEmpty();
            if (!died) {
                break;
            }
        }
    }

    @Test
    void aRunThatWasFencedWhileItCommittedDoesNotComeBackWhileItsFilesAreRemoved() {
        for (int dead = 1; ; dead++) {
            boolean died = true;
            for (int at = 1; ; at++) {
                String when = "dead before request " + dead + ", back at request " + at;
                Stage stage = new Stage();
                stage.commits(stage.ready("r0", "old", false));
                Step first = stage.ready("r1", "one", true);
                Step second = stage.ready("r2", "two", true);
                died = stage.dies(dead, first);
                boolean[] committed = new boolean[2];
                boolean more = stage.atRequest(
                        at, () -> committed[0] = stage.commits(first), () -> committed[1] = stage.commits(second));
                List<List<String>> right = new ArrayList<>();
                if (committed[0]) {
                    right.add(List.of("one", "one"));
                }
                if (committed[1]) {
                    right.add(List.of("two", "two"));
                }
                assertThat(stage.visible()).as(when).isIn(right.isEmpty() ? List.of(List.of("old", "old")) : right);
                assertThat(stage.commits(stage.ready("r3", "three", true)))
                        .as(when)
                        .isTrue();
                assertThat(stage.visible()).as(when).isEqualTo(List.of("three", "three"));
                assertThat(stage.s3.uris(OUT)).as(when).hasSize(3);
                if (!more) {
                    break;
                }
            }
            if (!died) {
                break;
            }
        }
    }

    @Test
    void twoExecutionsOfARunCommitItOnce() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step step = stage.ready("r1", "one", false);
            boolean[] committed = new boolean[2];
            boolean more = stage.atRequest(
                    at, () -> committed[1] = stage.commits(step), () -> committed[0] = stage.commits(step));
            assertThat(committed[0]).as("at request " + at).isTrue();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(List.of("one", "one"));
            assertThat(stage.s3.uris(OUT + "_anabranch/owner.json")).isEmpty();
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aRunIsCommittedOrGivenUpNeverBoth() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step step = stage.ready("r1", "one", false);
            boolean[] ended = new boolean[2];
            boolean more =
                    stage.atRequest(at, () -> ended[1] = stage.givesUp("r1"), () -> ended[0] = stage.commits(step));
            assertThat(ended[0] && ended[1]).as("at request " + at).isFalse();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(ended[0] ? List.of("one", "one") : List.of());
            if (ended[1]) {
                assertThat(stage.s3.uris(OUT)).as("at request " + at).isEmpty();
                assertThat(stage.s3.openUploads()).as("at request " + at).isZero();
            }
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aCommitThatDiedAtAnyRequestIsFinishedByTheNext() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step old = stage.ready("r0", "old", false);
            stage.commits(old);
            Step step = stage.ready("r1", "one", true);
            boolean more = stage.dies(at, step);
            List<String> seen = stage.visible();
            assertThat(seen).as("at request " + at).isIn(List.of("old", "old"), List.of("one", "one"));
            assertThat(stage.commits(step)).as("at request " + at).isTrue();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(List.of("one", "one"));
            assertThat(stage.s3.uris(OUT)).as("at request " + at).hasSize(3);
            if (!more) {
                break;
            }
        }
    }

    @Test
    void anExecutionThatFailsInItsCommitShowsNothingOrIsCommittedAllTheSame() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step step = stage.ready("r1", "one", false);
            boolean more = stage.dies(at, step);
            AbortReport report = stage.aborts("r1");
            assertThat(report.committed() != null ? List.of("one", "one") : List.of())
                    .as("at request " + at)
                    .isEqualTo(stage.visible());
            if (report.committed() == null) {
                assertThat(stage.s3.uris(OUT + "part-")).as("at request " + at).isEmpty();
            }
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aReplacementByAnotherRunFinishesWhatADeadCommitHasLeft() {
        for (int at = 1; ; at++) {
            Stage stage = new Stage();
            Step dead = stage.ready("r1", "one", false);
            boolean more = stage.dies(at, dead);
            List<String> before = stage.visible();
            assertThat(before).isIn(List.of(), List.of("one", "one"));
            Step next;
            try {
                next = stage.ready("r2", "two", true);
            } catch (InputException notAnOutput) {
                throw new AssertionError("at request " + at, notAnOutput);
            }
            assertThat(stage.commits(next)).as("at request " + at).isTrue();
            assertThat(stage.visible()).as("at request " + at).isEqualTo(List.of("two", "two"));
            assertThat(stage.s3.uris(OUT)).as("at request " + at).hasSize(3);
            if (!more) {
                break;
            }
        }
    }

    @Test
    void aLostReceiptFailsTheCommitBeforeAnythingIsVisible() {
        Stage stage = new Stage();
        Step step = stage.ready("r1", "one", false);
        List<String> receipts = stage.s3.uris("s3://work/w/runs/r1/stage-0/receipts/");
        assertThat(receipts).hasSize(2);
        S3Uri lost = S3Uri.parse(receipts.get(1));
        stage.s3.deleteObject(r -> r.bucket(lost.bucket()).key(lost.key()));
        assertThatThrownBy(() -> new Committer(stage.s3.store(), PARALLEL, Clock.systemUTC()).commit(step))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("1 tasks have no receipt any more");
        assertThat(stage.s3.uris(OUT)).isEmpty();
    }

    @Test
    void anUploadThatIsGoneFailsTheCommitBeforeAnythingIsVisible() {
        Stage stage = new Stage();
        Step step = stage.ready("r1", "one", false);
        var uploads = stage.s3.listMultipartUploads(r -> r.bucket("out")).uploads();
        stage.s3.abortMultipartUpload(r -> r.bucket("out")
                .key(uploads.get(1).key())
                .uploadId(uploads.get(1).uploadId()));
        assertThatThrownBy(() -> new Committer(stage.s3.store(), PARALLEL, Clock.systemUTC()).commit(step))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("its upload is gone");
        assertThat(stage.s3.uris(OUT)).isEmpty();
    }

    @Test
    void aRunThatWasGivenUpIsNotTakenUpAgain() {
        Stage stage = new Stage();
        Step step = stage.ready("r1", "one", false);
        assertThat(stage.givesUp("r1")).isTrue();
        assertThat(stage.commits(step)).isFalse();
        assertThatThrownBy(() -> stage.ready("r1", "one", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it was given up");
    }

    @Test
    void replacingACopyOfAnOutputLeavesTheOriginalAlone() {
        Stage stage = new Stage();
        stage.commits(stage.ready("r1", "one", false));
        List<String> original = stage.s3.uris(OUT);
        for (String uri : original) {
            stage.s3.store(uri.replace(OUT, "s3://out/copy/"), stage.s3.text(uri));
        }
        for (String uri : original) {
            S3Uri gone = S3Uri.parse(uri);
            stage.s3.store(uri.replace(OUT, "s3://out/kept/"), stage.s3.text(uri));
            stage.s3.deleteObject(r -> r.bucket(gone.bucket()).key(gone.key()));
            stage.s3.store(uri, stage.s3.text(uri.replace(OUT, "s3://out/copy/")));
        }
        assertThat(stage.commits(stage.ready("r2", "two", true))).isTrue();
        assertThat(stage.visible()).isEqualTo(List.of("two", "two"));
        assertThat(stage.s3.uris("s3://out/kept/")).hasSize(original.size());
        assertThat(stage.s3.uris("s3://out/copy/")).hasSize(original.size());
    }

    @Test
    void partsWithoutAManifestAreNoInput() {
        Stage stage = new Stage();
        Step step = stage.ready("r1", "one", false);
        stage.commits(step);
        stage.s3.store(OUT + "part-00009-0123456789.txt", "of a run that died\n");
        for (String uri : stage.s3.uris(OUT)) {
            stage.s3.store(uri.replace(OUT, "s3://in/r2/"), stage.s3.text(uri));
        }
        Step read = stage.ready("r2", "two", true);
        assertThat(stage.commits(read)).isTrue();
        assertThat(stage.visible()).containsExactlyInAnyOrder("one", "one", "two", "two");
        S3Uri manifest = S3Uri.parse("s3://in/r2/_anabranch/manifest.json");
        stage.s3.deleteObject(r -> r.bucket(manifest.bucket()).key(manifest.key()));
        Stage other = new Stage();
        other.s3.store("s3://in/r3/part-00000-0123456789.txt", "x\n");
        assertThatThrownBy(() -> other.ready("r3", "three", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it holds parts of a run that has not been committed");
    }
}
