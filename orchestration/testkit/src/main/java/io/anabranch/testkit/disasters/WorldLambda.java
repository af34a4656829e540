package io.anabranch.testkit.disasters;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anabranch.local.Function;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.FunctionInvoker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lambda as the state machine sees it: each invocation is an activity in an environment of its own, warm or cold. */
final class WorldLambda implements FunctionInvoker {
    /** Seconds that a function may run, as template.yaml has it. */
    private static final long TIMEOUT = 900;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Turns turns;
    private final Chance chance;
    private final Troubles troubles;
    private final Pace pace;
    private final java.util.function.Function<Function, RequestStreamHandler> environments;
    private final EventLog log;
    private final Map<Function, Deque<RequestStreamHandler>> warm = new EnumMap<>(Function.class);
    private final Map<String, Integer> counts = new TreeMap<>();

    /** @param environments makes a new environment of a function */
    WorldLambda(
            Turns turns,
            Chance chance,
            Troubles troubles,
            Pace pace,
            java.util.function.Function<Function, RequestStreamHandler> environments,
            EventLog log) {
        this.turns = turns;
        this.chance = chance;
        this.troubles = troubles;
        this.pace = pace;
        this.environments = environments;
        this.log = log;
    }

    /** From now on all environments are new ones. */
    void forget() {
        warm.clear();
    }

    @Override
    public boolean exists(String functionName) {
        return Function.find(functionName).isPresent();
    }

    @Override
    public CompletableFuture<Answer> invoke(
            String functionName, @Nullable String qualifier, String invocationType, JsonNode payload) {
        Function function = Function.find(functionName).orElseThrow();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        String name = name(function, payload);
        InvocationTrouble trouble = troubles.ofInvocation(function, name).orElse(null);
        if (trouble != null) {
            log.add(name + " " + trouble);
        }
        if (trouble == null || trouble.runs()) {
            begin(function, name, payload, answer);
        }
        if (trouble == InvocationTrouble.TWICE) {
            begin(function, name + "'", payload, answer);
        } else if (trouble != null) {
            StatesError error = new StatesError(trouble.error(), trouble + " on purpose");
            turns.schedule(heard(trouble, name), () -> answer.completeExceptionally(error));
        }
        return answer;
    }

    /** When the state machine hears of it. */
    private Duration heard(InvocationTrouble trouble, String name) {
        boolean later = trouble == InvocationTrouble.ABANDONED || trouble == InvocationTrouble.UNKNOWN;
        return Duration.ofMillis(10 + (later ? (long) Math.pow(60_000, chance.fraction("heard " + name)) : 0));
    }

    private void begin(Function function, String name, JsonNode payload, CompletableFuture<Answer> answer) {
        Activity[] self = new Activity[1];
        self[0] = new Activity(name, chance.of(name), () -> run(function, self[0], payload, answer));
        Duration start = pace.ofStart(self[0].chance());
        self[0].limitTo(turns.nanos() + start.plusSeconds(TIMEOUT).toNanos());
        turns.begin(start, self[0]);
    }

    private void run(Function function, Activity who, JsonNode payload, CompletableFuture<Answer> answer) {
        Deque<RequestStreamHandler> idle = warm.computeIfAbsent(function, each -> new ArrayDeque<>());
        RequestStreamHandler known = idle.poll();
        RequestStreamHandler environment = known == null ? environments.apply(function) : known;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            environment.handleRequest(
                    new ByteArrayInputStream(payload.toString().getBytes(StandardCharsets.UTF_8)),
                    out,
                    new InvocationContext(function, who.name().replaceAll("[^A-Za-z0-9]+", "-")));
            turns.pause(Duration.ofMillis(1));
            idle.push(environment);
            answer.complete(new Answer(json(out.toByteArray()), "1", 200, who.name()));
        } catch (Killed killed) {
            log.add(who + " is dead: " + killed.error());
            answer.completeExceptionally(new StatesError(killed.error(), "RequestId: " + who + " Error: killed"));
        } catch (IOException | RuntimeException | Error failure) {
            if (who.fate() != null) {
                // Killed, and somebody on the way made something else of it.
                answer.completeExceptionally(
                        new StatesError(who.fate().error(), "RequestId: " + who + " Error: killed"));
                return;
            }
            if (!(failure instanceof VirtualMachineError)) {
                idle.push(environment);
            }
            log.add(who + " failed: " + failure);
            answer.completeExceptionally(new StatesError(failure.getClass().getName(), error(failure)));
        }
    }

    private static JsonNode json(byte[] answer) {
        try {
            return answer.length == 0 ? NullNode.getInstance() : JSON.readTree(answer);
        } catch (IOException e) {
            throw new IllegalStateException("Functions answer JSON", e);
        }
    }

    /** As AWS's Java runtime reports it. */
    private static String error(Throwable failure) {
        try {
            return JSON.writeValueAsString(Map.of("errorMessage", String.valueOf(failure.getMessage())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text is always JSON", e);
        }
    }

    /** Tells invocations apart by what they are for, not by when they begin. */
    private String name(Function function, JsonNode payload) {
        JsonNode request = payload.has("request") ? payload.path("request") : payload;
        String run = request.path("run").path("id").asText(request.path("runId").asText(""));
        StringBuilder name = new StringBuilder(run).append(' ').append(function.name());
        JsonNode task = request.has("id") ? request.path("id") : request;
        for (String each : List.of("execution", "stage", "round", "number")) {
            if (task.has(each)) {
                name.append(' ').append(task.path(each).asText());
            }
        }
        return name.append('-')
                .append(counts.merge(name.toString(), 1, Integer::sum))
                .toString();
    }
}
