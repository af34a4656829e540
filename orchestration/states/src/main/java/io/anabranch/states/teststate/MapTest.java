package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.engine.Amounts;
import io.anabranch.states.engine.MapItems;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.State;
import org.jspecify.annotations.Nullable;

/** What a Map makes of its items before its processor, which is mocked, would get them. */
final class MapTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final State.Map map;
    private final Environment environment;
    private final Inspection inspection;
    private final Calls calls;

    MapTest(State.Map map, Environment environment, Inspection inspection, Calls calls) {
        this.map = map;
        this.environment = environment;
        this.inspection = inspection;
        this.calls = calls;
    }

    /** The mocked result of the Map. */
    JsonNode run(JsonNode input) {
        Environment seen = environment.withInput(input);
        JsonNode items = items(seen);
        if (items.isArray()) {
            batch(select(items, seen), seen);
        }
        inspection.number(
                "maxConcurrency", map.maxConcurrency() == null ? 0 : Amounts.count(map.maxConcurrency(), seen));
        Long count = map.toleratedFailureCount() == null ? null : Amounts.count(map.toleratedFailureCount(), seen);
        if (count != null) {
            inspection.number("toleratedFailureCount", count);
        }
        Double percentage = map.toleratedFailurePercentage() == null
                ? null
                : Amounts.percentage(map.toleratedFailurePercentage(), seen);
        if (percentage != null) {
            inspection.number("toleratedFailurePercentage", percentage);
        }
        JsonNode result = calls.map(map);
        checkTolerance(items.size(), count, percentage);
        return result;
    }

    private JsonNode items(Environment seen) {
        Distributed distributed = map.distributed();
        if (distributed != null && distributed.reader() != null) {
            distributed.reader().arguments().evaluate(seen);
            JsonNode read = calls.itemsRead();
            return read == null ? NODES.arrayNode() : read;
        }
        JsonNode items = MapItems.evaluate(map, seen);
        if (!map.common().jsonata()) {
            inspection.note("afterItemsPath", items);
        }
        return items;
    }

    private JsonNode select(JsonNode items, Environment seen) {
        if (map.itemSelector() == null) {
            return items;
        }
        ArrayNode selected = NODES.arrayNode(items.size());
        for (int index = 0; index < items.size(); index++) {
            ObjectNode context = environment.context().deepCopy();
            context.putObject("Map").putObject("Item").put("Index", index).set("Value", items.get(index));
            selected.add(map.itemSelector().evaluate(seen.withContext(context)));
        }
        return inspection.note("afterItemSelector", selected);
    }

    private void batch(JsonNode items, Environment seen) {
        Distributed.Batcher batcher =
                map.distributed() == null ? null : map.distributed().batcher();
        if (batcher == null) {
            return;
        }
        long most = batcher.maxItems() == null ? Long.MAX_VALUE : Amounts.count(batcher.maxItems(), seen);
        long bytes = batcher.maxInputBytes() == null ? 262_144 : Amounts.count(batcher.maxInputBytes(), seen);
        JsonNode common =
                batcher.batchInput() == null ? null : batcher.batchInput().evaluate(seen);
        ArrayNode batches = NODES.arrayNode();
        ObjectNode open = null;
        for (JsonNode item : items) {
            if (open == null || !fits(open, item, most, bytes)) {
                open = batches.addObject();
                if (common != null) {
                    open.set("BatchInput", common);
                }
                open.putArray("Items");
            }
            open.withArray("Items").add(item);
        }
        inspection.note("afterItemBatcher", batches);
    }

    private static boolean fits(ObjectNode batch, JsonNode item, long most, long bytes) {
        return batch.withArray("Items").size() < most
                && batch.toString().length() + item.toString().length() + 1L <= bytes;
    }

    /** A Map that names no tolerance lets the mock speak for itself. */
    private void checkTolerance(int items, @Nullable Long count, @Nullable Double percentage) {
        int failed = calls.mapFailures();
        boolean tooMany = count != null && failed > count;
        boolean tooLarge = percentage != null && items > 0 && failed * 100.0 / items > percentage;
        if (tooMany || tooLarge) {
            throw new StatesError(
                    StatesError.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded");
        }
    }
}
