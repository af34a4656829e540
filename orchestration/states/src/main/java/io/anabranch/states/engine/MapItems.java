package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.State;

/** What a Map maps over, and what becomes of an item before it is an input. */
public final class MapItems {
    private MapItems() {}

    /**
     * The items in the state's input or where Items or ItemsPath point to.
     *
     * @throws StatesError when they are not an array
     */
    public static JsonNode evaluate(State.Map state, Environment environment) {
        JsonNode items =
                state.items() == null ? environment.input() : state.items().evaluate(environment);
        if (items.isArray() || (state.distributed() != null && items.isObject())) {
            return items;
        }
        if (state.common().jsonata()) {
            throw StatesError.inField(
                    StatesError.QUERY_EVALUATION_ERROR, "Map state input must be an array but was: " + items, "Items");
        }
        String path = state.itemsPath() == null ? "$" : state.itemsPath();
        String shown = path.startsWith("$$") ? path.substring(1) : path;
        throw StatesError.inState(StatesError.RUNTIME, "Reference path \"" + shown + "\" must point to array.");
    }

    /** The input of the item's iteration or child: the item, or what ItemSelector makes of it. */
    static JsonNode select(Visit visit, State.Map state, MapItem item) {
        if (state.itemSelector() == null) {
            return item.value();
        }
        Environment environment = visit.environment(item);
        Environment seen = state.common().jsonata()
                ? environment
                : environment.withInput(state.common().input().apply(environment));
        return state.itemSelector().evaluate(seen);
    }
}
