package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.model.Amount;
import io.anabranch.states.model.Distributed;
import org.jspecify.annotations.Nullable;

/**
 * ItemBatcher, evaluated.
 *
 * @param batchInput BatchInput; null when there is none
 * @param maxItems the most items of a batch
 * @param maxBytes the most bytes of a batch: of the child's whole input, as compact JSON in UTF-8
 */
public record Batching(@Nullable JsonNode batchInput, long maxItems, long maxBytes) {
    /** No batch is larger, since no execution's input may be. */
    private static final long LARGEST = PayloadLimit.AWS.bytes();

    /**
     * Evaluates what the definition says.
     *
     * @param seen what the state's own expressions see
     * @throws io.anabranch.states.StatesError when an expression fails or its value is no such number
     */
    public static Batching of(Distributed.ItemBatcher batcher, Environment seen) {
        JsonNode input =
                batcher.batchInput() == null ? null : batcher.batchInput().evaluate(seen);
        long items = count(batcher.maxItems(), seen);
        long bytes = count(batcher.maxInputBytes(), seen);
        return new Batching(
                input, items == 0 ? Long.MAX_VALUE : items, bytes == 0 ? LARGEST : Math.min(bytes, LARGEST));
    }

    private static long count(@Nullable Amount amount, Environment seen) {
        return amount == null ? 0 : Amounts.count(amount, seen);
    }

    /** Takes items from the first on. */
    public Batcher start() {
        return new Batcher(this);
    }
}
