package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.s3.EmbeddedS3;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.pipelines.TrafficByPlan;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.commit.AbortReport;
import io.anabranch.runtime.commit.AbortRequest;
import io.anabranch.runtime.commit.Aborter;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.Form;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.MultipartSink;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One stored object is damaged between two steps of a run: a bit is flipped, its end is cut off, or another object of its kind is in its
 * place. The run ends with the right answer, or with a failure that names the object.
 */
class DamagedObjectsTest {
    private static final long SEED = 20261125;
    private static final int SAMPLES = 2_050;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Parallel PARALLEL = new Parallel(Runnable::run);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final S3Uri WORK = S3Uri.parse("s3://work/w");
    private static final Traffic TRAFFIC = Traffic.random(new Random(7), 10, true);
    private static final List<String> ANSWER = Oracle.trafficByPlan(TRAFFIC);

    private static final CatalogGraphs GRAPHS =
            new CatalogGraphs(new PipelineCatalog(DamagedObjectsTest.class.getClassLoader()), () -> "c0de");

    @TempDir
    Path spills;

    private final Random random = new Random(SEED);
    private final SortedMap<String, int[]> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** What can be damaged, by its key. */
    private enum Kind {
        PLAN("/plan\\.json"),
        LISTING("/listing\\.jsonl"),
        STEP("/step\\.json"),
        TASKS("/tasks\\.json"),
        SEGMENTS("/(segments|side-\\d+)\\.json"),
        RECEIPT("/receipts/\\d+\\.json"),
        SHUFFLE("\\.shuffle"),
        OUTCOME("/outcome\\.json"),
        ENDING("/end\\.json"),
        OWNER("/owner\\.json"),
        MANIFEST("/manifest\\.json");

        private final Pattern keys;

        Kind(String end) {
            this.keys = Pattern.compile(".*" + end);
        }
    }

    /** How one is damaged. */
    private enum Damage {
        BIT,
        CUT,
        SWAP
    }

    @Test
    void aDamagedObjectGivesTheRightAnswerOrAFailureThatNamesIt() throws IOException {
        SortedMap<String, byte[]> others = new TreeMap<>();
        int moves = 0;
        for (int number = 0; number < 2; number++) {
            Run other = new Run(number);
            while (!other.interrupted) {
                other.move();
            }
            others.putAll(other.objects());
            others.putAll(other.toTheEnd().objects());
            moves += other.moves;
        }
        for (int number = 0; number < 2; number++) {
            Run run = new Run(number);
            while (!run.committed) {
                run.move();
                for (int sample = 0; sample <= SAMPLES / moves; sample++) {
                    run = damage(run, others);
                }
            }
        }
        assertThat(wrong).isEmpty();
        for (Kind kind : Kind.values()) {
            assertThat(counts.keySet())
                    .as("what came of a damaged %s", kind)
                    .anyMatch(key -> key.startsWith(kind + " "));
        }
        assertThat(counts.values().stream().mapToInt(count -> count[0]).sum()).isGreaterThanOrEqualTo(2_000);
    }

    /** Damages an object and goes on; returns a run that stands where this one stood, and is not damaged. */
    private Run damage(Run run, SortedMap<String, byte[]> others) throws IOException {
        SortedMap<String, byte[]> objects = run.objects();
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!of(kind, objects).isEmpty()) {
                kinds.add(kind);
            }
        }
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
        SortedMap<String, byte[]> there = of(kind, objects);
        String uri = new ArrayList<>(there.keySet()).get(random.nextInt(there.size()));
        String sample = "seed " + SEED + ": " + damage + " of " + uri + " after move " + run.moves;
        Run.Place place = run.place();
        run.s3.rot(uri, damaged(there.get(uri), damage, of(kind, others), uri, random));
        String ending;
        try {
            if (run.committed || random.nextBoolean()) {
                run.startAgain();
            }
            List<String> answer = run.toTheEnd().answer();
            ending = "answered";
            if (!answer.equals(ANSWER)) {
                wrong.add(sample + " was committed wrong: " + answer);
            }
        } catch (AnabranchException failure) {
            ending = "refused";
            if (!isNamed(run, kind, uri, failure)) {
                wrong.add(sample + " failed without naming it: " + failure.getMessage());
            }
        } catch (RuntimeException failure) {
            ending = "broke";
            wrong.add(sample + " failed with " + failure);
        }
        counts.computeIfAbsent(kind + " " + damage + " " + ending, key -> new int[1])[0]++;
        run.s3.recover();
        return ending.equals("refused") && !run.interrupted ? run.backTo(place) : new Run(run.number).at(place.moves());
    }

    /** By the failure itself, or by what the end of the execution finds out about it. */
    private static boolean isNamed(Run run, Kind kind, String uri, AnabranchException failure) {
        List<String> problems = new ArrayList<>();
        AbortReport report = new Aborter(run.store, WORK, PARALLEL, problems::add)
                .abort(new AbortRequest(
                        JSON.valueToTree(Map.of("pipeline", "p", "runId", "r" + run.number)),
                        "States.ExceedToleratedFailureThreshold",
                        failure.getMessage(),
                        null));
        String name = uri.substring("s3://".length());
        // Another run's manifest or owner is not damaged: it says that the output is that run's.
        String least =
                kind == Kind.OWNER || kind == Kind.MANIFEST ? name.substring(0, name.indexOf("_anabranch")) : name;
        return report.cause().contains(least)
                || (kind == Kind.TASKS && report.cause().contains("in its tasks.json"));
    }

    private static byte[] damaged(
            byte[] bytes, Damage damage, SortedMap<String, byte[]> others, String uri, Random random) {
        switch (damage) {
            case BIT -> {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case CUT -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            default -> {
                List<byte[]> candidates = new ArrayList<>();
                others.forEach((other, content) -> {
                    if (!other.equals(uri)) {
                        candidates.add(content);
                    }
                });
                return candidates.isEmpty()
                        ? Arrays.copyOf(bytes, bytes.length / 2)
                        : candidates.get(random.nextInt(candidates.size()));
            }
        }
    }

    private static SortedMap<String, byte[]> of(Kind kind, SortedMap<String, byte[]> objects) {
        SortedMap<String, byte[]> some = new TreeMap<>();
        objects.forEach((uri, bytes) -> {
            if (kind.keys.matcher(uri).matches()) {
                some.put(uri, bytes);
            }
        });
        return some;
    }

    /** A run, move by move: a function's call, as the state machine makes it. */
    private final class Run {
        private final MemoryS3 memory = MemoryS3.of("in", "work", "out");
        private final RottenS3 s3 = new RottenS3(memory);
        private final ObjectStore store = new ObjectStore(s3, Backoff.standard(pause -> {}, new Random(1)));
        private TaskRunner tasks = tasks();
        private final PlanRequest request;
        private final int number;
        private int moves;
        private boolean interrupted;
        private boolean committed;

        @Nullable
        private Step step;

        private int done;

        /** @param number runs of different numbers differ in how they join */
        Run(int number) {
            this.number = number;
            put("events/a.csv", Traffic.EVENT_HEADER, TRAFFIC.eventLines());
            put("users/u.csv", Traffic.USER_HEADER, TRAFFIC.userLines());
            TreeMap<String, List<String>> params = new TreeMap<>();
            params.put("input", List.of("s3://in/events"));
            params.put("users", List.of("s3://in/users"));
            params.put("output", List.of("s3://out/o" + number));
            request = new PlanRequest(
                    TrafficByPlan.class.getName(),
                    params,
                    "r" + number,
                    null,
                    Options.NONE
                            .withSplitBytes(400L)
                            .withReduceBytes(120L)
                            .withBroadcastBytes(number == 0 ? 0L : 1L << 20));
        }

        private void put(String key, String header, List<String> lines) {
            s3.putObject(
                    r -> r.bucket("in").key(key),
                    RequestBody.fromString(header + "\n" + String.join("\n", lines) + "\n"));
        }

        /** One call; the tasks of a step are moves of their own. */
        void move() {
            Step now = step;
            moves++;
            if (now == null) {
                step = planner().plan(request);
                done = 0;
            } else if (now.kind() == StepKind.COMMIT) {
                commit(now);
            } else if (done < Objects.requireNonNull(now.tasks()).count()) {
                Task task = task(now, done);
                // Tasks of another run are that run's.
                if (task != null && task.run().id().equals(request.id())) {
                    tasks.run(task, "a" + moves);
                }
                done++;
            } else {
                step = new BarrierRunner(store, GRAPHS, PARALLEL).next(now);
                done = 0;
            }
        }

        /** Dies the first time, when it owns the output. */
        private void commit(Step now) {
            if (!interrupted) {
                s3.dieBefore("manifest.json");
            }
            try {
                new Committer(store, PARALLEL, CLOCK).commit(now);
                committed = true;
            } catch (IllegalStateException killed) {
                interrupted = true;
            }
        }

        private TaskRunner tasks() {
            return new TaskRunner(store, PARALLEL, GRAPHS, new TaskSettings(8 << 20, spills), CLOCK, () -> 0);
        }

        /** As the Distributed Map reads it. */
        private @Nullable Task task(Step now, int number) {
            String key = Objects.requireNonNull(now.tasks()).key();
            byte[] items = s3.getObjectAsBytes(r -> r.bucket("work").key(key)).asByteArray();
            JsonNode item;
            try {
                item = JSON.readTree(items).path(number);
                return item.isMissingNode() ? null : Form.task(JSON.writeValueAsBytes(item), "the event");
            } catch (IOException e) {
                throw new InputException("Cannot read s3://work/" + key + ": " + e.getMessage(), Where.UNKNOWN, e);
            }
        }

        private Planner planner() {
            return new Planner(store, PARALLEL, GRAPHS, WORK, Places.IN_S3, () -> "id");
        }

        void startAgain() {
            step = null;
            committed = false;
            tasks = tasks();
        }

        /** Where a run stands. */
        private record Place(@Nullable Step step, int done, int moves, boolean committed) {}

        Place place() {
            return new Place(step, done, moves, committed);
        }

        /** What was written beyond it stays, as after a crash. */
        Run backTo(Place place) {
            step = place.step();
            done = place.done();
            moves = place.moves();
            committed = place.committed();
            tasks = tasks();
            return this;
        }

        Run at(int move) {
            while (moves < move) {
                move();
            }
            return this;
        }

        Run toTheEnd() {
            int most = moves + 200;
            while (!committed) {
                if (moves > most) {
                    throw new IllegalStateException("The run goes on for ever");
                }
                move();
            }
            return this;
        }

        /** Lines of all parts but their headers, in order. */
        List<String> answer() throws IOException {
            List<String> lines = new ArrayList<>();
            String folder = request.params().get("output").get(0).substring("s3://out/".length()) + "/";
            for (JsonNode part : JSON.readTree(bytes(memory, "out", folder + "_anabranch/manifest.json"))
                    .path("parts")) {
                String text = new String(
                        bytes(memory, "out", folder + part.path("name").asText()), StandardCharsets.UTF_8);
                text.lines().skip(1).forEach(lines::add);
            }
            lines.sort(null);
            return lines;
        }

        /** All that is stored beside the input and the parts. */
        SortedMap<String, byte[]> objects() {
            SortedMap<String, byte[]> objects = new TreeMap<>();
            for (String bucket : List.of("work", "out")) {
                for (S3Object object :
                        memory.listObjectsV2(r -> r.bucket(bucket)).contents()) {
                    objects.put("s3://" + bucket + "/" + object.key(), bytes(memory, bucket, object.key()));
                }
            }
            return objects;
        }
    }

    private static byte[] bytes(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }

    @Test
    void anUploadWhoseBytesHaveChangedIsNoticed() throws IOException {
        try (EmbeddedS3 s3 = EmbeddedS3.builder().bucket("b", spills).build()) {
            ObjectStore store = new ObjectStore(s3, Backoff.standard(pause -> {}, new Random(1)));
            for (int at : new int[] {0, 500, 999}) {
                S3Uri target = S3Uri.parse("s3://b/part-" + at);
                MultipartSink sink = new MultipartSink(store, target);
                sink.write(new byte[1000], 0, 1000);
                MultipartUpload upload = sink.finish().orElseThrow();
                flip(at);
                assertThat(store.uploads()
                                .complete(upload, false)
                                .map(object -> store.uploads().became(upload, object)))
                        .as("byte %d", at)
                        .isNotEqualTo(Optional.of(true));
            }
        }
    }

    /** A bit of what was uploaded, its time of change as it was. */
    private void flip(int at) throws IOException {
        Path part;
        try (Stream<Path> files = Files.walk(spills)) {
            part = files.filter(file -> file.getFileName().toString().equals("part-00001"))
                    .findFirst()
                    .orElseThrow();
        }
        FileTime time = Files.getLastModifiedTime(part);
        byte[] bytes = Files.readAllBytes(part);
        bytes[at] ^= 1;
        Files.write(part, bytes);
        Files.setLastModifiedTime(part, time);
    }
}
