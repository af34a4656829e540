package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.TaskRequest;
import org.jspecify.annotations.Nullable;

/** What stands in for everything a state calls. Every method may throw the error that the call ends with. */
interface Calls {
    JsonNode task(State.Task task, TaskRequest request);

    JsonNode parallel(State.Parallel parallel);

    JsonNode map(State.Map map);

    /** What the ItemReader has read; null when the test does not say. */
    @Nullable
    JsonNode itemsRead();

    /** How many of a Map's items are to have failed. */
    int mapFailures();
}
