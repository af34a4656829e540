package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.LambdaTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Random machines of nested Maps, Parallels, Retries and Catches end, and end the same way under the same seed. */
final class RandomDefinitionsPropertyTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CASES = 150;
    private static final int DEEPEST = 3;

    @Test
    void everyRandomMachineEndsTheSameWayUnderTheSameSeed() throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            String definition = new Definitions(new SplittableRandom(seed), 10_000).machine();
            List<String> first = run(seed, definition);
            List<String> second = run(seed, definition);

            assertThat(second).as("seed %s, definition %s", seed, definition).isEqualTo(first);
        }
    }

    @Test
    void everyRandomMachineEndsOnRealThreads() throws Exception {
        SplittableRandom faults = new SplittableRandom(1);
        try (StatesService service = StatesService.builder()
                .tasks(new LambdaTasks(Fixture.functions((name, payload) -> answer(faults, payload))))
                .build()) {
            List<CompletableFuture<Execution>> running = new ArrayList<>();
            for (long seed = 0; seed < CASES; seed++) {
                String definition = new Definitions(new SplittableRandom(seed), 1).machine();
                StateMachine machine =
                        service.createStateMachine("m" + seed, definition, null, StateMachine.Type.STANDARD);
                running.add(service.whenDone(service.startExecution(machine.arn(), null, "{\"n\": [1, 2, 3]}")
                        .executionArn()));
            }
            for (int seed = 0; seed < CASES; seed++) {
                Execution done = running.get(seed).get(60, TimeUnit.SECONDS);
                assertThat(done.cause() == null ? "" : done.cause())
                        .as("seed %s", seed)
                        .doesNotContain("The engine failed");
            }
        }
    }

    private static List<String> run(long seed, String definition) throws Exception {
        SplittableRandom faults = new SplittableRandom(seed);
        try (Fixture fixture = Fixture.seeded(seed, (name, payload) -> answer(faults, payload))) {
            String arn = fixture.start(definition, "{\"n\": [1, 2, 3]}");
            Execution execution = fixture.service.whenDone(arn).get(30, TimeUnit.SECONDS);
            List<String> lines = new ArrayList<>();
            lines.add(execution.status() + " " + execution.output() + " " + execution.error());
            fixture.events(arn).forEach(event -> lines.add(event.toJson().toString()));
            for (MapRun run : fixture.service.listMapRuns(arn, 100, null).items()) {
                lines.add(run.toString());
                assertThat(run.progress().executions().running())
                        .as("seed %s", seed)
                        .isZero();
            }
            return lines;
        }
    }

    private static JsonNode answer(SplittableRandom faults, JsonNode payload) {
        synchronized (faults) {
            if (faults.nextInt(4) == 0) {
                throw new StatesError("Fault" + faults.nextInt(3), "by chance");
            }
        }
        return payload;
    }

    /** Writes definitions. */
    private static final class Definitions {
        private final SplittableRandom random;
        private final int longest;
        private int names;

        /** @param longest how many seconds states wait, less one */
        Definitions(SplittableRandom random, int longest) {
            this.random = random;
            this.longest = longest;
        }

        String machine() {
            return flow(0).toString();
        }

        private ObjectNode flow(int depth) {
            ObjectNode flow = MAPPER.createObjectNode();
            ObjectNode states = MAPPER.createObjectNode();
            int count = 1 + random.nextInt(3);
            List<String> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                order.add("S" + names++);
            }
            String caught = "C" + names++;
            for (int i = 0; i < count; i++) {
                ObjectNode state = state(depth, caught);
                if (i + 1 < count) {
                    state.put("Next", order.get(i + 1));
                } else {
                    state.put("End", true);
                }
                states.set(order.get(i), state);
            }
            if (states.toString().contains("\"" + caught + "\"")) {
                states.putObject(caught).put("Type", "Pass").put("End", true);
            }
            flow.put("StartAt", order.get(0));
            flow.set("States", states);
            return flow;
        }

        private ObjectNode state(int depth, String caught) {
            int kind = random.nextInt(depth < DEEPEST ? 7 : 3);
            ObjectNode state = MAPPER.createObjectNode();
            switch (kind) {
                case 0 -> state.put("Type", "Pass");
                case 1 -> state.put("Type", "Wait").put("Seconds", random.nextInt(longest));
                case 2 -> task(state, caught);
                case 3, 4 -> parallel(state, depth, caught);
                case 5 -> map(state, depth, caught, false);
                default -> map(state, depth, caught, true);
            }
            return state;
        }

        private void task(ObjectNode state, String caught) {
            state.put("Type", "Task").put("Resource", "arn:aws:states:::lambda:invoke");
            state.putObject("Parameters").put("FunctionName", "f").put("Payload.$", "$");
            state.put("ResultPath", "$.r");
            state.putObject("ResultSelector").put("p", 1);
            recovery(state, caught);
        }

        private void parallel(ObjectNode state, int depth, String caught) {
            state.put("Type", "Parallel").putNull("ResultPath");
            ArrayNode branches = state.putArray("Branches");
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                branches.add(flow(depth + 1));
            }
            recovery(state, caught);
        }

        private void map(ObjectNode state, int depth, String caught, boolean distributed) {
            state.put("Type", "Map").put("ItemsPath", "$.n").putNull("ResultPath");
            state.put("MaxConcurrency", random.nextInt(3));
            state.putObject("ItemSelector").put("n.$", "$.n").put("v.$", "$$.Map.Item.Value");
            ObjectNode processor = flow(depth + 1);
            ObjectNode config = processor.putObject("ProcessorConfig");
            config.put("Mode", distributed ? "DISTRIBUTED" : "INLINE");
            if (distributed) {
                config.put("ExecutionType", "STANDARD");
                state.put("ToleratedFailureCount", random.nextInt(4));
            }
            state.set("ItemProcessor", processor);
            recovery(state, caught);
        }

        private void recovery(ObjectNode state, String caught) {
            if (random.nextBoolean()) {
                ObjectNode retrier = state.putArray("Retry").addObject();
                retrier.putArray("ErrorEquals").add(random.nextBoolean() ? "States.ALL" : "Fault1");
                retrier.put("IntervalSeconds", 1 + random.nextInt(1 + longest / 10));
                retrier.put("MaxAttempts", random.nextInt(3));
                retrier.put("BackoffRate", 1.5);
                retrier.put("JitterStrategy", "FULL");
            }
            if (random.nextInt(3) == 0) {
                ObjectNode catcher = state.putArray("Catch").addObject();
                catcher.putArray("ErrorEquals").add("States.ALL");
                catcher.putNull("ResultPath");
                catcher.put("Next", caught);
            }
        }
    }
}
