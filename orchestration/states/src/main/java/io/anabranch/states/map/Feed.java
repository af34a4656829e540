package io.anabranch.states.map;

import io.anabranch.states.semantics.MapItems.Item;
import java.util.List;

/** The items of a Distributed Map, a few at a time. Used by one thread at a time; may block. */
public interface Feed extends AutoCloseable {
    /**
     * The next items, at most so many; empty when there are no more.
     *
     * @throws io.anabranch.states.StatesError States.ItemReaderFailed
     */
    List<Item> next(int most);

    /** What {@code $$.Map.Item.Source} says of the items that {@link #next} gave last. */
    String source();

    @Override
    void close();
}
