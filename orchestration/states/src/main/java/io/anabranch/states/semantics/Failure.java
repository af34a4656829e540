package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a state, a flow or an execution failed.
 *
 * @param error the name that ErrorEquals is compared with; null for none
 * @param location the field whose expression failed; null for any other failure
 * @param heartbeat whether it is a timeout for want of a heartbeat
 */
public record Failure(
        @Nullable String error,
        @Nullable String cause,
        @Nullable String location,
        boolean heartbeat) {
    public static Failure of(@Nullable String error, @Nullable String cause) {
        return new Failure(error, cause, null, false);
    }

    /** The error as it stands, without the prefix that names the state. */
    public static Failure of(StatesError error) {
        return new Failure(error.error(), error.causeText(), error.location(), false);
    }

    public static Failure timeout(boolean heartbeat) {
        return new Failure(StatesError.TIMEOUT, null, null, heartbeat);
    }

    public boolean is(String name) {
        return name.equals(error);
    }

    /**
     * Whether an ErrorEquals names this failure. States.Runtime is never caught; States.TaskFailed stands for every
     * failure but a timeout.
     */
    public boolean matches(List<String> errorEquals) {
        if (is(StatesError.RUNTIME)) {
            return false;
        }
        for (String name : errorEquals) {
            boolean matches = switch (name) {
                case StatesError.ALL -> true;
                case StatesError.TASK_FAILED -> !is(StatesError.TIMEOUT);
                case StatesError.HEARTBEAT_TIMEOUT -> heartbeat || is(name);
                default -> is(name);
            };
            if (matches) {
                return true;
            }
        }
        return false;
    }

    /** The error output that a Catch sees. What failed without a name or a cause has null for it, a timeout has no words. */
    public ObjectNode toOutput() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("Error", error);
        output.put("Cause", cause == null && is(StatesError.TIMEOUT) ? "" : cause);
        return output;
    }
}
