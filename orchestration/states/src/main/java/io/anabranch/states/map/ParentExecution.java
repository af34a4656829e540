package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.semantics.MapItem;
import java.time.Instant;

/** The execution a map run belongs to, as the run sees it. Both are at work on that execution's loop only. */
public interface ParentExecution {
    Instant now();

    /** Does something on the loop. */
    void post(Runnable task);

    /** Does something on a thread that may block. */
    void executeBlocking(Runnable task);

    /**
     * What ItemSelector makes of an item.
     *
     * @throws StatesError when an expression fails
     */
    JsonNode select(MapItem item);

    /** A new child, not started yet. */
    ChildExecution child(JsonNode input);

    /** One that takes the place of a child under its ARN, not started yet. */
    ChildExecution again(ChildExecution child, JsonNode input);

    /** The map run has ended well. */
    void succeeded(JsonNode result);

    /**
     * The map run has ended badly.
     *
     * @param anew whether a redrive has to start over with all items
     */
    void failed(StatesError error, boolean anew);
}
