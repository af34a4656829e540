package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Makes the context object, {@code $$} and {@code $states.context}. */
final class ExecutionContext {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ObjectNode execution = JsonNodeFactory.instance.objectNode();
    private final ObjectNode machine = JsonNodeFactory.instance.objectNode();

    ExecutionContext(String executionArn, String name, JsonNode input, Machine of, Instant start) {
        execution.put("Id", executionArn);
        execution.set("Input", input);
        execution.put("StartTime", time(start));
        execution.put("Name", name);
        execution.put("RoleArn", of.roleArn());
        if (!of.express()) {
            execution.put("RedriveCount", 0);
        }
        machine.put("Id", of.arn());
        machine.put("Name", of.name());
    }

    /** Outputs may hold the old one: it is not changed but replaced. */
    void redriven(int count, Instant when) {
        execution = execution.deepCopy();
        execution.put("RedriveCount", count);
        execution.put("RedriveTime", time(when));
    }

    /**
     * @param retryCount null in states that cannot be retried
     * @param taskToken null but in the Parameters of a task that has one
     */
    ObjectNode of(
            String state,
            Instant entered,
            @Nullable Integer retryCount,
            @Nullable String taskToken,
            @Nullable MapItem item) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("Execution", execution);
        context.set("StateMachine", machine);
        ObjectNode visit = context.putObject("State");
        visit.put("Name", state);
        visit.put("EnteredTime", time(entered));
        if (retryCount != null) {
            visit.put("RetryCount", retryCount);
        }
        if (taskToken != null) {
            context.putObject("Task").put("Token", taskToken);
        }
        if (item != null) {
            context.set("Map", item.toJson());
        }
        return context;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
