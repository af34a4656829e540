package io.anabranch.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.error.InputException;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class PlanStoreTest {
    private final TestS3 s3 = new TestS3();
    private final RunRef run = RunRef.of(S3Uri.parse("s3://work/tmp"), "r1");
    private static final String PLAN = "s3://work/tmp/runs/r1/plan.json";
    private static final String VERSION = "\"version\":" + Form.PLAN.version();

    private final PlanStore store = new PlanStore(new RunObjects(s3.store()), run);

    @Test
    void aRunIsBelowItsWorkFolder() {
        assertThat(run).isEqualTo(new RunRef("work", "tmp/runs/r1", "r1"));
        assertThat(new RunKeys(run).receipt(new TaskRef(2, 0, 17)))
                .hasToString("s3://work/tmp/runs/r1/stage-2/receipts/00017.json");
        assertThat(new RunKeys(run).receipt(new TaskRef(2, 1, 17)))
                .hasToString("s3://work/tmp/runs/r1/stage-2/round-1/receipts/00017.json");
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        Plan plan = plan("abc");
        assertThat(store.createPlan(plan)).isEqualTo(plan);
        assertThat(store.plan()).isEqualTo(plan);
    }

    @Test
    void theFirstPlanOfARunStays() {
        store.createPlan(plan("first"));
        assertThat(store.createPlan(plan("second")).program().fingerprint()).isEqualTo("first");
        assertThat(store.plan().program().fingerprint()).isEqualTo("first");
    }

    @Test
    void aPlanOfAnotherVersionIsRefused() {
        store.createPlan(plan("abc"));
        String plan = s3.text(PLAN);
        for (String older : List.of("{\"version\":2,\"speed\":1}", reseal(plan.replace(VERSION, "\"version\":2")))) {
            s3.store(PLAN, older);
            assertThatThrownBy(store::plan)
                    .isInstanceOf(InputException.class)
                    .hasMessage("Cannot read the plan " + PLAN + ": its version is 2, expected " + Form.PLAN.version()
                            + ". Use the release that wrote it, or start a run with another id");
        }
    }

    @Test
    void aFieldThatIsUnknownIsRefused() {
        store.createPlan(plan("abc"));
        s3.store(PLAN, reseal(s3.text(PLAN).replace("\"fingerprint\"", "\"speed\":3,\"fingerprint\"")));
        assertThatThrownBy(store::plan).isInstanceOf(InputException.class).hasMessageContaining("speed");
    }

    @Test
    void aPlanThatWasChangedIsRefused() {
        store.createPlan(plan("abc"));
        String plan = s3.text(PLAN);
        for (String changed : List.of(
                plan.replace("abc", "abd"),
                plan.replace(VERSION, "\"version\":2"),
                plan.substring(0, plan.length() - 1),
                plan + " ",
                "{}",
                "")) {
            s3.store(PLAN, changed);
            assertThatThrownBy(store::plan)
                    .as(changed)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("Cannot trust " + PLAN + ": ")
                    .hasMessageEndingWith("Put it back as it was, or start a new run under another id");
        }
    }

    @Test
    void anObjectInAnothersPlaceIsRefused() {
        store.createPlan(plan("abc"));
        s3.store("s3://work/tmp/runs/r2/plan.json", s3.text(PLAN));
        assertThatThrownBy(
                        new PlanStore(new RunObjects(s3.store()), RunRef.of(S3Uri.parse("s3://work/tmp"), "r2"))::plan)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot trust s3://work/tmp/runs/r2/plan.json: it is that of " + PLAN);
        s3.store("s3://work/tmp/runs/r1/stage-0/step.json", s3.text(PLAN));
        assertThatThrownBy(() -> store.findStep(0, 0)).hasMessageContaining("it is a plan, expected a step");
    }

    @Test
    void whatIsThereMustBeWhatWouldBeWritten() {
        TaskList list = store.createTasks(0, 0, List.of(task(0)).iterator());
        assertThat(store.createTasks(0, 0, List.of(task(0)).iterator())).isEqualTo(list);
        assertThatThrownBy(() -> store.createTasks(0, 0, List.of(task(1)).iterator()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("stage-0/tasks.json: it is not what this run writes there");
        Step step = Step.of(run, 0, 0, StepKind.MAP, list, 1);
        assertThat(store.createStep(step)).isEqualTo(step);
        assertThat(store.createStep(step)).isEqualTo(step);
        assertThatThrownBy(() -> store.createStep(Step.of(run, 0, 0, StepKind.MAP, list, 2)))
                .hasMessageContaining("stage-0/step.json: it is not what this run writes there");
        store.createListing(List.of(new Listed(0, object("a"), true, -1)).iterator());
        assertThatThrownBy(() -> store.createListing(List.<Listed>of().iterator()))
                .hasMessageContaining("listing.jsonl: it is not what this run writes there");
    }

    @Test
    void tasksThatWereChangedAreRefused() {
        TaskList list = store.createTasks(0, 0, List.of(task(0), task(1)).iterator());
        String uri = "s3://work/tmp/runs/r1/stage-0/tasks.json";
        s3.store(uri, s3.text(uri).replace("\"end\":100", "\"end\":99"));
        assertThatThrownBy(() -> store.tasks(list)).hasMessageContaining("Cannot trust " + uri);
    }

    @Test
    void anEventThatIsNotTheTaskThatWasPlannedIsRefused() throws Exception {
        store.createTasks(0, 0, List.of(task(0), task(1)).iterator());
        var items = RunJson.MAPPER.readTree(s3.text("s3://work/tmp/runs/r1/stage-0/tasks.json"));
        assertThat(Form.task(RunJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(items.get(1)), "it"))
                .as("a state machine writes it its own way")
                .isEqualTo(task(1));
        String event = items.get(1).toString();
        for (String changed : List.of(
                event.replace("\"start\":10", "\"start\":11"),
                event.replace("\"end\":100", "\"end\":900"),
                event.replace("\"id\":\"r1\"", "\"id\":\"r2\""),
                event.replace("splits", "splitz"))) {
            assertThatThrownBy(() -> Form.task(changed.getBytes(StandardCharsets.UTF_8), "it"))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(
                            "Cannot trust work/tmp/runs/r1: task 1 of stage 0 in its tasks.json: its checksum");
        }
    }

    private static String reseal(String json) {
        String open = json.substring(0, json.lastIndexOf(",\"crc32c\""));
        CRC32C crc = new CRC32C();
        crc.update(open.getBytes(StandardCharsets.UTF_8));
        return open + ",\"crc32c\":\"" + MultipartUpload.crc32c(crc) + "\"}";
    }

    @Test
    void tasksAreAJsonArrayThatStepFunctionsCanRead() throws Exception {
        List<Task> tasks = List.of(task(0), task(1));
        TaskList list = store.createTasks(0, 0, tasks.iterator());

        assertThat(list).isEqualTo(new TaskList("work", "tmp/runs/r1/stage-0/tasks.json", 2, list.crc32c()));
        assertThat(store.tasks(list)).isEqualTo(tasks);
        var json = RunJson.MAPPER.readTree(s3.text("s3://work/tmp/runs/r1/stage-0/tasks.json"));
        assertThat(json.isArray()).isTrue();
        assertThat(json.get(1).at("/splits/0/object/uri").asText()).isEqualTo("s3://in/a b+ü%.csv");
        assertThat(json.get(1).at("/id/number").asInt()).isEqualTo(1);
    }

    @Test
    void aStageWithoutTasksIsAnEmptyArray() {
        TaskList none = store.createTasks(0, 0, List.<Task>of().iterator());
        assertThat(s3.text("s3://work/tmp/runs/r1/stage-0/tasks.json")).isEqualTo("[]");
        assertThat(store.tasks(none)).isEmpty();
    }

    @Test
    void aListingIsALinePerObjectAndOneThatSealsThem() {
        List<Listed> listing =
                List.of(new Listed(0, object("a"), true, -1), new Listed(1, object("line\nbreak"), false, 0));
        assertThat(store.createListing(listing.iterator())).isEqualTo(2);
        assertThat(s3.text("s3://work/tmp/runs/r1/listing.jsonl").lines()).hasSize(3);

        assertThat(store.listing(plan(listing))).isEqualTo(listing);
        assertThat(store.findListing(plan(listing))).isEqualTo(listing);
    }

    @Test
    void aListingOfOtherObjectsThanWerePlannedIsRefused() {
        List<Listed> listing = List.of(new Listed(0, object("a"), true, -1), new Listed(1, object("b"), true, -1));
        store.createListing(listing.iterator());
        for (List<Listed> planned : List.of(
                List.<Listed>of(),
                listing.subList(0, 1),
                List.of(listing.get(0), new Listed(1, object("c"), true, -1)),
                List.of(listing.get(0), listing.get(1), listing.get(1)))) {
            assertThatThrownBy(() -> store.listing(plan(planned)))
                    .as(planned.toString())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("listing.jsonl: its objects are not those that the run was planned with");
        }
    }

    @Test
    void aListingThatIsNotThereIsNone() {
        assertThat(store.findListing(plan(List.of()))).isEmpty();
    }

    private Plan plan(List<Listed> listing) {
        Plan plan = plan("abc");
        List<Plan.PlannedRead> reads = new ArrayList<>();
        for (int read = 0; read < 2; read++) {
            int number = read;
            List<ObjectRef> objects = listing.stream()
                    .filter(listed -> listed.read() == number)
                    .map(Listed::object)
                    .toList();
            if (!objects.isEmpty()) {
                reads.add(new Plan.PlannedRead(
                        read, "read", List.of(), "text", objects.size(), 0, Plan.PlannedRead.digest(objects), ""));
            }
        }
        return new Plan(run, plan.program(), plan.limits(), reads, plan.output(), plan.preambles());
    }

    @Test
    void anInputOfAnExecutionTakesOneValueOrSeveral() {
        PlanRequest request = RunJson.read(
                "{\"pipeline\":\"word-count\",\"params\":{\"input\":[\"a\",\"b\"],\"output\":\"c\",\"top\":3},"
                        + "\"execution\":\"e\",\"options\":{\"splitBytes\":1000,\"overwrite\":true}}",
                PlanRequest.class,
                "the input");
        assertThat(request.params()).containsEntry("input", List.of("a", "b"));
        assertThat(request.params()).containsEntry("output", List.of("c")).containsEntry("top", List.of("3"));
        assertThat(request.id()).isEqualTo("e");
        assertThat(request.settings().limits().splitBytes()).isEqualTo(1000);
        assertThat(request.settings().limits().maxConcurrency()).isEqualTo(1000);
        assertThat(request.settings().replaces()).isTrue();
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        assertThatThrownBy(() -> RunJson.read(
                        "{\"pipeline\":\"p\",\"options\":{\"splitByte\":1}}", PlanRequest.class, "the input"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("splitByte");
    }

    @Test
    void anOptionOutOfItsRangeIsRefusedWithTheRange() {
        assertThatThrownBy(() -> Options.NONE.withMaxConcurrency(0).limits())
                .isInstanceOf(InputException.class)
                .hasMessage("Invalid option maxConcurrency: 0, expected at least 1");
    }

    private Task task(int number) {
        TaskSplit split = new TaskSplit(0, -1, object("a b+ü%.csv"), 10, 100, null);
        return new MapTask(run, new TaskRef(0, 0, number), StageContext.FIRST, List.of(split));
    }

    private static ObjectRef object(String key) {
        return new ObjectRef(new S3Uri("in", key), "\"etag\"", 100);
    }

    private Plan plan(String fingerprint) {
        TreeMap<String, List<String>> params = new TreeMap<>();
        params.put("input", List.of("s3://in/"));
        return new Plan(
                run,
                new Program("x.WordCount", params, fingerprint, "c0de"),
                Limits.DEFAULTS,
                List.of(new Plan.PlannedRead(
                        0, "read 0", List.of(S3Uri.parse("s3://in/")), "text", 1, 100, "d19e", "at any byte")),
                new Plan.PlannedOutput(
                        "0123456789", false, List.of(new Plan.PlannedWrite(0, S3Uri.parse("s3://out/")))),
                List.of(JsonNodeFactory.instance.arrayNode().add("a").add("b")));
    }
}
