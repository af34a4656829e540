package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Batcher;
import io.anabranch.states.semantics.Batching;
import io.anabranch.states.semantics.InputOutput;
import io.anabranch.states.semantics.Inspector.Point;
import io.anabranch.states.semantics.MapItem;
import io.anabranch.states.semantics.MapItems;
import io.anabranch.states.semantics.MapSettings;
import io.anabranch.states.semantics.Tolerance;
import org.jspecify.annotations.Nullable;

/** What a Map makes of its items before its processor, which is mocked, would get them. */
final class MapTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final State.Map map;
    private final Environment raw;
    private final InputOutput processing;
    private final Inspection inspection;
    private final Calls calls;

    MapTest(State.Map map, Environment raw, InputOutput processing, Inspection inspection, Calls calls) {
        this.map = map;
        this.raw = raw;
        this.processing = processing;
        this.inspection = inspection;
        this.calls = calls;
    }

    /** The mocked result of the Map. */
    JsonNode run() {
        Environment seen = processing.seen(raw);
        JsonNode items = items(seen);
        if (items != null) {
            checkFailures(items.size());
            batch(select(items), seen);
        }
        MapSettings settings = MapSettings.of(map, seen);
        show(settings);
        JsonNode result = calls.map(map);
        checkTolerance(items == null ? 0 : items.size(), settings.tolerance());
        return result;
    }

    /** Null when an ItemReader would read them and the test does not say what. */
    private @Nullable JsonNode items(Environment seen) {
        Distributed distributed = map.distributed();
        if (distributed != null && distributed.reader() != null) {
            distributed.reader().arguments().evaluate(seen);
            return calls.itemsRead();
        }
        JsonNode items = MapItems.evaluate(map, seen);
        if (!map.common().jsonata()) {
            inspection.see(Point.ITEMS_PATH, items);
        }
        return items;
    }

    private ArrayNode select(JsonNode items) {
        ArrayNode selected = NODES.arrayNode(items.size());
        for (MapItems.Item item : MapItems.list(items)) {
            MapItem placed = new MapItem(selected.size(), item, source());
            ObjectNode context = raw.context().deepCopy();
            placed.addTo(context);
            selected.add(MapItems.select(map, placed, processing, raw.withContext(context)));
        }
        if (map.items().selector() != null) {
            inspection.see(Point.ITEM_SELECTOR, selected);
        }
        return selected;
    }

    /** What the test's items count as: those of an ItemReader have no object they were read from. */
    private @Nullable String source() {
        return map.distributed() == null || map.distributed().reader() != null ? null : "STATE_DATA";
    }

    private void batch(ArrayNode items, Environment seen) {
        Distributed distributed = map.distributed();
        if (distributed == null || distributed.batcher() == null) {
            return;
        }
        Batcher batcher = Batching.of(distributed.batcher(), seen).start();
        ArrayNode batches = NODES.arrayNode();
        items.forEach(item -> add(batcher.add(item), batches));
        add(batcher.flush(), batches);
        inspection.see(Point.ITEM_BATCHER, batches);
    }

    private static void add(Batcher.@Nullable Batch batch, ArrayNode batches) {
        if (batch != null) {
            batches.add(batch.input());
        }
    }

    private void show(MapSettings settings) {
        inspection.number("maxConcurrency", settings.maxConcurrency());
        Tolerance tolerance = settings.tolerance();
        if (tolerance.count() != null) {
            inspection.number("toleratedFailureCount", tolerance.count());
        }
        if (tolerance.percentage() != null) {
            inspection.number("toleratedFailurePercentage", tolerance.percentage());
        }
    }

    private void checkFailures(int items) {
        if (calls.mapFailures() > items) {
            throw InvalidRequest.validation(
                    "Map iteration failure count must be less than or equal to the number of Map iterations");
        }
    }

    /** A Map that names no tolerance lets the mock speak for itself, recorded answers of AWS say. */
    private void checkTolerance(int items, Tolerance tolerance) {
        if (tolerance.named() && tolerance.exceeded(calls.mapFailures(), items)) {
            throw tolerance.failure();
        }
    }
}
