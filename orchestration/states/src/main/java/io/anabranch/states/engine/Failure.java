package io.anabranch.states.engine;

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
record Failure(
        @Nullable String error,
        @Nullable String cause,
        @Nullable String location,
        boolean heartbeat) {
    static Failure of(@Nullable String error, @Nullable String cause) {
        return new Failure(error, cause, null, false);
    }

    static Failure timeout(boolean heartbeat) {
        return new Failure(StatesError.TIMEOUT, null, null, heartbeat);
    }

    boolean is(String name) {
        return name.equals(error);
    }

    /**
     * Whether an ErrorEquals names this failure. States.Runtime is never caught; States.TaskFailed stands for every
     * failure but a timeout.
     */
    boolean matches(List<String> errorEquals) {
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
}
