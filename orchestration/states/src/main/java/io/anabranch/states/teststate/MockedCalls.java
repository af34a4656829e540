package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.TaskRequest;
import org.jspecify.annotations.Nullable;

/** The calls of a test with a mock; its result has been checked before. */
record MockedCalls(Mock mock, Request.Configuration configuration) implements Calls {
    @Override
    public JsonNode task(State.Task task, TaskRequest request) {
        return answer();
    }

    @Override
    public JsonNode parallel(State.Parallel parallel) {
        return answer();
    }

    @Override
    public JsonNode map(State.Map map) {
        return answer();
    }

    private JsonNode answer() {
        JsonNode error = mock.errorOutput();
        if (error != null) {
            JsonNode cause = error.get("cause");
            throw new StatesError(error.path("error").asText(), cause == null ? null : cause.asText());
        }
        return mock.result() == null ? JsonNodeFactory.instance.nullNode() : mock.result();
    }

    @Override
    public @Nullable JsonNode itemsRead() {
        return configuration.mapItems();
    }

    @Override
    public int mapFailures() {
        return configuration.mapFailures();
    }
}
