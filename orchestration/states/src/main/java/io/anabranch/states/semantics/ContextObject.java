package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The context object, {@code $$} and {@code $states.context}, of one execution. Outputs may hold parts of it: what differs
 * later is a new one.
 */
public final class ContextObject {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The ARN and the name of an execution or a state machine. */
    public record Identity(String id, String name) {}

    private final ObjectNode execution;
    private final ObjectNode machine;

    private ContextObject(ObjectNode execution, ObjectNode machine) {
        this.execution = execution;
        this.machine = machine;
    }

    /**
     * The context of an EXPRESS execution, which is never redriven.
     *
     * @param roleArn null for none
     */
    public static ContextObject express(
            Identity execution, Identity machine, @Nullable String roleArn, JsonNode input, Instant start) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("Id", execution.id());
        object.set("Input", input);
        object.put("StartTime", time(start));
        object.put("Name", execution.name());
        object.put("RoleArn", roleArn);
        ObjectNode of = JsonNodeFactory.instance.objectNode();
        of.put("Id", machine.id());
        of.put("Name", machine.name());
        return new ContextObject(object, of);
    }

    /** The context of a STANDARD execution, which was not redriven yet. */
    public static ContextObject standard(
            Identity execution, Identity machine, @Nullable String roleArn, JsonNode input, Instant start) {
        ContextObject context = express(execution, machine, roleArn, input, start);
        context.execution.put("RedriveCount", 0);
        return context;
    }

    public ContextObject redriven(int count, Instant when) {
        ObjectNode again = execution.deepCopy();
        again.put("RedriveCount", count);
        again.put("RedriveTime", time(when));
        return new ContextObject(again, machine);
    }

    /**
     * What a state sees.
     *
     * @param retries how often it was retried; null for states that cannot be
     * @param taskToken null but in the Parameters of a task that has one
     * @param item the item of the iteration the state is in; null outside of Maps
     */
    public ObjectNode in(
            String state,
            Instant entered,
            @Nullable Integer retries,
            @Nullable String taskToken,
            @Nullable MapItem item) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("Execution", execution);
        context.set("StateMachine", machine);
        ObjectNode visit = context.putObject("State");
        visit.put("Name", state);
        visit.put("EnteredTime", time(entered));
        if (retries != null) {
            visit.put("RetryCount", retries);
        }
        if (taskToken != null) {
            context.putObject("Task").put("Token", taskToken);
        }
        if (item != null) {
            item.addTo(context);
        }
        return context;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
