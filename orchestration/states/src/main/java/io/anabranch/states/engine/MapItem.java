package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The item an iteration works on, as {@code $$.Map.Item} shows it.
 *
 * @param key the key, when the items are the fields of an object
 * @param source where the item came from; null for inline Maps
 */
record MapItem(
        long index,
        JsonNode value,
        @Nullable String key,
        @Nullable String source) {
    ObjectNode toJson() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("Index", index);
        item.set("Value", value);
        if (key != null) {
            item.put("Key", key);
        }
        if (source != null) {
            item.put("Source", source);
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.set("Item", item);
        return map;
    }
}
