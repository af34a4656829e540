package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.semantics.MapItems;
import io.anabranch.states.semantics.MapItems.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Items out of the state's input: the elements of an array, or the fields of an object. */
final class StateDataFeed implements Feed {
    private final Iterator<Item> items;

    StateDataFeed(JsonNode items) {
        this.items = MapItems.list(items).iterator();
    }

    @Override
    public List<Item> next(int most) {
        List<Item> some = new ArrayList<>();
        while (some.size() < most && items.hasNext()) {
            some.add(items.next());
        }
        return some;
    }

    @Override
    public String source() {
        return "STATE_DATA";
    }

    @Override
    public void close() {}
}
