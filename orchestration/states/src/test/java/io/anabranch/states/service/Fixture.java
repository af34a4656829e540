package io.anabranch.states.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.Entropy;
import io.anabranch.states.StatesError;
import io.anabranch.states.clock.VirtualScheduler;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.integration.FunctionInvoker;
import io.anabranch.states.integration.LambdaTasks;
import io.anabranch.states.integration.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A service in virtual time with functions and objects of the test's own. */
final class Fixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Objects objects = new Objects();
    final StatesService service;

    private Fixture(long seed, BiFunction<String, JsonNode, JsonNode> functions) {
        this.service = StatesService.builder()
                .scheduler(new VirtualScheduler(START))
                .entropy(Entropy.seeded(seed))
                .tasks(new LambdaTasks(new Functions(functions)))
                .objects(objects)
                .build();
    }

    /** @param functions from name and payload to result; throws StatesError to fail */
    static Fixture with(BiFunction<String, JsonNode, JsonNode> functions) {
        return new Fixture(1, functions);
    }

    static Fixture seeded(long seed, BiFunction<String, JsonNode, JsonNode> functions) {
        return new Fixture(seed, functions);
    }

    static FunctionInvoker functions(BiFunction<String, JsonNode, JsonNode> body) {
        return new Functions(body);
    }

    String start(String definition, String input) {
        return start(definition, input, StateMachine.Type.STANDARD);
    }

    String start(String definition, String input, StateMachine.Type type) {
        StateMachine machine = service.createStateMachine("machine", definition, null, type);
        return service.startExecution(machine.arn(), "run", input).executionArn();
    }

    Execution run(String definition, String input) {
        return service.whenDone(start(definition, input)).join();
    }

    List<HistoryEvent> events(String executionArn) {
        List<HistoryEvent> all = new ArrayList<>();
        String token = null;
        do {
            Page<HistoryEvent> page = service.getExecutionHistory(executionArn, 1000, false, token);
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    List<String> types(String executionArn) {
        return events(executionArn).stream().map(event -> event.type().text()).toList();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
    }

    private record Functions(BiFunction<String, JsonNode, JsonNode> body) implements FunctionInvoker {
        @Override
        public boolean exists(String functionName) {
            return true;
        }

        @Override
        public CompletableFuture<Answer> invoke(
                String functionName, @Nullable String qualifier, String invocationType, JsonNode payload) {
            try {
                JsonNode result = body.apply(functionName, payload);
                return CompletableFuture.completedFuture(new Answer(result, "$LATEST", 200, "id"));
            } catch (StatesError e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    /** Objects in memory; listings come two keys a page. */
    static final class Objects implements ObjectStore {
        private final TreeMap<String, byte[]> objects = new TreeMap<>();

        synchronized void put(String key, String body) {
            objects.put(key, body.getBytes(StandardCharsets.UTF_8));
        }

        synchronized List<String> keys() {
            return List.copyOf(objects.keySet());
        }

        synchronized JsonNode json(String key) {
            byte[] body = objects.get(key);
            return Fixture.json(new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8));
        }

        @Override
        public synchronized InputStream get(String bucket, String key, @Nullable String versionId) throws Refusal {
            byte[] body = objects.get(bucket + "/" + key);
            if (body == null) {
                throw new Refusal("S3.NoSuchKey", "The specified key does not exist.");
            }
            return new ByteArrayInputStream(body);
        }

        @Override
        public synchronized void put(String bucket, String key, byte[] body) {
            objects.put(bucket + "/" + key, body);
        }

        @Override
        public synchronized Listing list(String bucket, String prefix, @Nullable String continuation) {
            List<Listed> entries = new ArrayList<>();
            String from = bucket + "/" + prefix;
            for (Map.Entry<String, byte[]> object : objects.tailMap(from).entrySet()) {
                if (!object.getKey().startsWith(from)) {
                    break;
                }
                String key = object.getKey().substring(bucket.length() + 1);
                if (continuation == null || key.compareTo(continuation) > 0) {
                    if (entries.size() == 2) {
                        return new Listing(entries, entries.get(1).key());
                    }
                    entries.add(new Listed(key, object.getValue().length, "\"e\"", Instant.EPOCH, "STANDARD"));
                }
            }
            return new Listing(entries, null);
        }
    }
}
