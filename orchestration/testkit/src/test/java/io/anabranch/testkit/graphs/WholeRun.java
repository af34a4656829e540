package io.anabranch.testkit.graphs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.flow.FlowGraph;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Runs a case as the functions do, planner to commit, one call after the other on S3 in memory: the cheapest whole run there is.
 * The order of a stage's tasks is the seed's.
 */
final class WholeRun {
    private static final String BUCKET = "b";
    private static final String FOLDER = "case/";
    private static final String CASE = "s3://" + BUCKET + "/case";
    private static final long MEMORY_BYTES = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryS3 s3 = MemoryS3.of(BUCKET);
    private final RandomCase random;
    private final Path spills;

    private record NoParams() {}

    WholeRun(RandomCase random, Path spills) {
        this.random = random;
        this.spills = spills;
        random.files()
                .forEach((name, file) ->
                        s3.putObject(r -> r.bucket(BUCKET).key(FOLDER + name), RequestBody.fromBytes(file.bytes())));
    }

    /** Runs to the commit, and says what is there afterwards. */
    Found run() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        ObjectStore store = new ObjectStore(s3, Backoff.standard(pause -> {}, new Random(1)));
        Parallel parallel = new Parallel(Runnable::run);
        Graphs graphs = graphs();
        Random order = new Random(random.seed());
        Step step = new Planner(
                        store, parallel, graphs, S3Uri.parse("s3://" + BUCKET + "/work"), Places.IN_S3, () -> "id")
                .plan(new PlanRequest("random", new TreeMap<>(), "r", null, random.options()));
        TaskRunner tasks =
                new TaskRunner(store, parallel, graphs, new TaskSettings(MEMORY_BYTES, spills), clock, () -> 0);
        while (step.kind() != StepKind.COMMIT) {
            List<Task> open =
                    new ArrayList<>(new PlanStore(new RunObjects(store), step.run()).tasks(step.stage(), step.round()));
            Collections.shuffle(open, order);
            open.forEach(task -> tasks.run(task, "a"));
            step = new BarrierRunner(store, graphs, parallel).next(step);
        }
        new Committer(store, parallel, clock).commit(step);
        return found();
    }

    private Graphs graphs() {
        Pipeline<NoParams> pipeline = (flow, params) -> random.program().define(flow, Input.of(CASE), Output.of(CASE));
        return new Graphs() {
            @Override
            public StageGraph of(String name, SortedMap<String, List<String>> params, Decisions decisions) {
                return FlowGraph.of(pipeline, new NoParams()).stages(decisions);
            }

            @Override
            public String code() {
                return "random";
            }
        };
    }

    private Found found() {
        SortedMap<Integer, List<Object>> outputs = new TreeMap<>();
        SortedMap<String, Long> counters = new TreeMap<>();
        List<Found.Letter> letters = new ArrayList<>();
        for (Program.Write write : random.program().writes()) {
            String folder = RandomCase.target(write.number()) + "/";
            JsonNode manifest = json(folder + "_anabranch/manifest.json");
            Kind kind = random.program().steps().get(write.step()).kind();
            List<Object> records = new ArrayList<>();
            for (JsonNode part : manifest.get("parts")) {
                List<Object> some = write.files()
                        .read(
                                kind,
                                write.compression(),
                                bytes(folder + part.get("name").textValue()));
                if (some.size() != part.get("records").intValue()) {
                    throw new AssertionError("A part of " + some.size() + " records: " + part);
                }
                records.addAll(some);
            }
            outputs.put(write.number(), records);
            for (JsonNode part : manifest.get("deadLetters")) {
                new String(bytes(folder + part.get("name").textValue()), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> letters.add(letter(line)));
            }
            Map<String, Long> own = JSON.convertValue(manifest.get("counters"), new TypeReference<>() {});
            counters.putAll(own);
        }
        return new Found(outputs, letters, counters);
    }

    private static Found.Letter letter(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Found.Letter(
                    json.get("object").textValue().substring(CASE.length() + 1),
                    json.get("offset").longValue());
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private JsonNode json(String key) {
        try {
            return JSON.readTree(bytes(key));
        } catch (IOException e) {
            throw new IllegalStateException(key, e);
        }
    }

    private byte[] bytes(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(FOLDER + key)).asByteArray();
    }
}
