package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The item an iteration works on, as {@code $$.Map.Item} shows it.
 *
 * @param key the key, when the items are the fields of an object
 * @param source where the item came from; null for inline Maps
 */
public record MapItem(
        long index,
        JsonNode value,
        @Nullable String key,
        @Nullable String source) {
    public MapItem(long index, MapItems.Item item, @Nullable String source) {
        this(index, item.value(), item.key(), source);
    }

    /** Makes it the item of a context object. */
    public void addTo(ObjectNode context) {
        ObjectNode item = context.putObject("Map").putObject("Item");
        item.put("Index", index);
        item.set("Value", value);
        if (key != null) {
            item.put("Key", key);
        }
        if (source != null) {
            item.put("Source", source);
        }
    }
}
