package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.Template;
import io.anabranch.states.model.Amount;
import io.anabranch.states.model.State;
import org.jspecify.annotations.Nullable;

/**
 * What a Task asks for, every expression evaluated.
 *
 * @param parameters Parameters or Arguments; the input where there are none
 * @param timeoutSeconds null for no limit
 * @param heartbeatSeconds null when no heartbeat is asked for
 * @param credentialsRoleArn the role of its Credentials; null when there are none
 */
public record TaskRequest(
        JsonNode parameters,
        @Nullable Long timeoutSeconds,
        @Nullable Long heartbeatSeconds,
        @Nullable String credentialsRoleArn) {
    /** @throws io.anabranch.states.StatesError when an expression fails or its value is no such number */
    public static TaskRequest of(State.Task task, InputOutput processing, Environment raw) {
        JsonNode parameters = processing.parameters(raw, task.parameters());
        Environment seen = processing.seen(raw);
        return new TaskRequest(
                parameters,
                seconds(task.limits().timeoutSeconds(), seen),
                seconds(task.limits().heartbeatSeconds(), seen),
                role(task.credentials(), seen));
    }

    private static @Nullable Long seconds(@Nullable Amount amount, Environment seen) {
        return amount == null ? null : Amounts.seconds(amount, seen);
    }

    private static @Nullable String role(@Nullable Template credentials, Environment seen) {
        JsonNode role = credentials == null ? null : credentials.evaluate(seen).get("RoleArn");
        return role == null ? null : role.asText();
    }
}
