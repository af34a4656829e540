package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Entropy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of tasks that wait to be answered from outside. Thread-safe. */
public final class TaskTokens {
    /** How many tokens of finished tasks are remembered, to tell them from tokens that never were. */
    private static final int REMEMBERED = 10_000;

    /** What became of an answer. */
    public enum Delivery {
        TAKEN,
        /** The task is over: it timed out, was answered before, or its execution ended. */
        TOO_LATE,
        UNKNOWN
    }

    /** A task that waits. Told from any thread. */
    public interface Waiting {
        void succeeded(JsonNode output);

        void failed(@Nullable String error, @Nullable String cause);

        void heartbeat();
    }

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> finished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A token for a task that is about to start. */
    public synchronized String issue(Entropy entropy, Waiting task) {
        String token = Base64.getEncoder()
                .encodeToString((entropy.nextUuid() + entropy.nextUuid()).getBytes(StandardCharsets.US_ASCII));
        waiting.put(token, task);
        return token;
    }

    /** The task does not wait any more. */
    public synchronized void withdraw(String token) {
        if (waiting.remove(token) != null) {
            finished.put(token, true);
        }
    }

    public Delivery succeed(String token, JsonNode output) {
        Waiting task = find(token, true);
        if (task != null) {
            task.succeeded(output);
        }
        return answer(token, task);
    }

    /** @param error null for a failure without a name */
    public Delivery fail(String token, @Nullable String error, @Nullable String cause) {
        Waiting task = find(token, true);
        if (task != null) {
            task.failed(error, cause);
        }
        return answer(token, task);
    }

    public Delivery heartbeat(String token) {
        Waiting task = find(token, false);
        if (task != null) {
            task.heartbeat();
        }
        return answer(token, task);
    }

    private synchronized @Nullable Waiting find(String token, boolean last) {
        Waiting task = waiting.get(token);
        if (task != null && last) {
            withdraw(token);
        }
        return task;
    }

    private synchronized Delivery answer(String token, @Nullable Waiting task) {
        if (task != null) {
            return Delivery.TAKEN;
        }
        return finished.containsKey(token) ? Delivery.TOO_LATE : Delivery.UNKNOWN;
    }
}
