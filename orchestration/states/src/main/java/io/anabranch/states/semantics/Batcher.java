package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Gathers items into batches: the inputs of children. A batch is full when it has so many items, or when the next item
 * would make it larger than so many bytes of JSON, whichever comes first.
 */
public final class Batcher {
    /** A child's input and how many items are in it. */
    public record Batch(ObjectNode input, int items) {}

    private final Batching batching;
    private ArrayNode open = JsonNodeFactory.instance.arrayNode();
    private long bytes;

    Batcher(Batching batching) {
        this.batching = batching;
        this.bytes = empty();
    }

    private long empty() {
        return size(input(JsonNodeFactory.instance.arrayNode()));
    }

    /** Takes an item; gives the batch that was full without it, or is full with it, and null when there is room left. */
    public @Nullable Batch add(JsonNode item) {
        long more = size(item) + (open.isEmpty() ? 0 : 1);
        Batch full = null;
        if (!open.isEmpty() && bytes + more > batching.maxBytes()) {
            full = flush();
            more = size(item);
        }
        open.add(item);
        bytes += more;
        if (full == null && open.size() >= batching.maxItems()) {
            return flush();
        }
        return full;
    }

    /** The last batch, which need not be full; null when it is empty. */
    public @Nullable Batch flush() {
        if (open.isEmpty()) {
            return null;
        }
        Batch batch = new Batch(input(open), open.size());
        open = JsonNodeFactory.instance.arrayNode();
        bytes = empty();
        return batch;
    }

    private ObjectNode input(ArrayNode items) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (batching.batchInput() != null) {
            input.set("BatchInput", batching.batchInput());
        }
        input.set("Items", items);
        return input;
    }

    private static long size(JsonNode json) {
        return PayloadSize.count(json, Long.MAX_VALUE);
    }
}
