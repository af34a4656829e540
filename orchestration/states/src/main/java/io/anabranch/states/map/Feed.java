package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a Distributed Map, a few at a time. Used by one thread at a time; may block. */
public interface Feed extends AutoCloseable {
    /** @param key the key, when the items are the fields of an object */
    record Entry(JsonNode value, @Nullable String key) {}

    /**
     * The next items, at most so many; empty when there are no more.
     *
     * @throws io.anabranch.states.StatesError States.ItemReaderFailed
     */
    List<Entry> next(int most);

    /** What {@code $$.Map.Item.Source} says. */
    String source();

    @Override
    void close();
}
