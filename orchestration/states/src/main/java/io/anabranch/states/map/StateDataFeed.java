package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Items out of the state's input: the elements of an array, or the fields of an object. */
public final class StateDataFeed implements Feed {
    private final Iterator<Entry> entries;

    public StateDataFeed(JsonNode items) {
        List<Entry> all = new ArrayList<>(items.size());
        if (items.isObject()) {
            for (Map.Entry<String, JsonNode> field : items.properties()) {
                all.add(new Entry(field.getValue(), field.getKey()));
            }
        } else {
            items.forEach(item -> all.add(new Entry(item, null)));
        }
        this.entries = all.iterator();
    }

    @Override
    public List<Entry> next(int most) {
        List<Entry> some = new ArrayList<>();
        while (some.size() < most && entries.hasNext()) {
            some.add(entries.next());
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
