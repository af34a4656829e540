package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.Template;
import io.anabranch.states.model.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Map maps over, and what becomes of an item before it is an input. */
public final class MapItems {
    /** An item before it has a place; the key, when the items are the fields of an object, else null. */
    public record Item(JsonNode value, @Nullable String key) {}

    private MapItems() {}

    /**
     * The items in the state's input or where Items or ItemsPath point to.
     *
     * @throws StatesError when they are not an array
     */
    public static JsonNode evaluate(State.Map state, Environment environment) {
        JsonNode items = state.items().items() == null
                ? environment.input()
                : state.items().items().evaluate(environment);
        if (items.isArray() || (state.distributed() != null && items.isObject())) {
            return items;
        }
        if (state.common().jsonata()) {
            throw StatesError.inField(
                    StatesError.QUERY_EVALUATION_ERROR, "Map state input must be an array but was: " + items, "Items");
        }
        String path = state.items().itemsPath() == null ? "$" : state.items().itemsPath();
        String shown = path.startsWith("$$") ? path.substring(1) : path;
        throw StatesError.inState(StatesError.RUNTIME, "Reference path \"" + shown + "\" must point to array.");
    }

    /**
     * The items one by one.
     *
     * @param items an array or an object
     */
    public static List<Item> list(JsonNode items) {
        List<Item> list = new ArrayList<>(items.size());
        if (items.isObject()) {
            items.properties().forEach(field -> list.add(new Item(field.getValue(), field.getKey())));
        } else {
            items.forEach(item -> list.add(new Item(item, null)));
        }
        return list;
    }

    /**
     * The input of an item's iteration or child: the item, or what ItemSelector makes of it.
     *
     * @param raw what the state sees before InputPath, with the item in its context object
     */
    public static JsonNode select(State.Map state, MapItem item, InputOutput processing, Environment raw) {
        Template selector = state.items().selector();
        return selector == null
                ? item.value()
                : selector.evaluate(processing.unseen().seen(raw));
    }
}
