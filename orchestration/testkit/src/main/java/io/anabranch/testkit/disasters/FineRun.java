package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The oracle of a pipeline of which nobody knows the answers: what it gives when nothing goes wrong. */
final class FineRun implements Trial.Oracle {
    private static final long SEED = 1;
    private static final long MOST_TURNS = 10_000_000;
    private static final Duration MOST_TIME = Duration.ofDays(365);

    private final String pipeline;
    private final Graphs graphs;
    private final SortedMap<String, List<String>> params;
    private final Options options;
    private final Map<List<Object>, SortedMap<String, Answer>> known = new ConcurrentHashMap<>();

    FineRun(String pipeline, Graphs graphs, SortedMap<String, List<String>> params, Options options) {
        this.pipeline = pipeline;
        this.graphs = graphs;
        this.params = params;
        this.options = options;
    }

    /** @throws AssertionError if the pipeline fails of itself */
    @Override
    public SortedMap<String, Answer> answers(SortedMap<String, byte[]> input) {
        List<Object> name = new ArrayList<>();
        input.forEach((key, bytes) -> {
            name.add(key);
            name.add(ByteBuffer.wrap(bytes));
        });
        SortedMap<String, Answer> answers = known.get(name);
        if (answers == null) {
            answers = run(input);
            known.put(name, answers);
        }
        return answers;
    }

    private SortedMap<String, Answer> run(SortedMap<String, byte[]> input) {
        MemoryS3 s3 = MemoryS3.of(Trial.IN, Trial.OUT, World.WORK.bucket());
        Shelf shelf = new Shelf(s3);
        input.forEach((key, bytes) -> shelf.put(Trial.IN, key, bytes));
        Chance chance = new Chance(SEED);
        try (Workers workers = new Workers()) {
            Turns turns = new Turns(workers, MOST_TURNS, MOST_TIME);
            World world = new World(
                    s3,
                    graphs,
                    chance,
                    Weather.FINE,
                    new Troubles(chance, Weather.FINE, Set.of(), Others.none(shelf)),
                    UnaryOperator.identity(),
                    (who, call) -> {},
                    turns);
            String arn = world.start("fine", new PlanRequest(pipeline, params, "fine", null, options));
            turns.run();
            Execution execution = world.states().describeExecution(arn);
            if (execution.status() != ExecutionStatus.SUCCEEDED) {
                throw new AssertionError("Cannot try " + pipeline + " against disasters: it fails without any: "
                        + (turns.broken() == null ? execution.error() + ": " + execution.cause() : turns.broken()));
            }
        }
        SortedMap<String, Answer> answers = new TreeMap<>();
        graphs.of(pipeline, params, Decisions.NONE).writes().forEach(write -> {
            String address = write.output().location();
            answers.put(address, answer(shelf, address.substring(("s3://" + Trial.OUT + "/").length()) + "/"));
        });
        return answers;
    }

    private static Answer answer(Shelf shelf, String folder) {
        List<String> lines = new ArrayList<>();
        JsonNode manifest = shelf.json(Trial.OUT, folder + Outputs.MANIFEST).orElseThrow();
        for (JsonNode part : manifest.path("parts")) {
            String name = part.path("name").asText();
            lines.addAll(Outputs.lines(name, shelf.bytes(Trial.OUT, folder + name)));
        }
        int letters = 0;
        for (JsonNode file : manifest.path("deadLetters")) {
            String name = file.path("name").asText();
            letters +=
                    Outputs.lines(name, shelf.bytes(Trial.OUT, folder + name)).size();
        }
        Answer.Sums sums = Outputs.sums(manifest);
        return new Answer(lines, 0, false, letters, sums.records(), sums.counters());
    }
}
