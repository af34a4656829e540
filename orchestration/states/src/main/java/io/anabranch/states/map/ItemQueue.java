package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.semantics.Batcher;
import io.anabranch.states.semantics.Batching;
import io.anabranch.states.semantics.MapItem;
import io.anabranch.states.semantics.MapItems.Item;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of children that are yet to start. Items are fetched on blocking threads, a few hundred ahead of the children;
 * what is said back is said on the execution's loop.
 */
final class ItemQueue {
    private static final int FETCH = 500;

    /** The input of one child. */
    record Input(JsonNode json, int items) {}

    private final ParentExecution parent;
    private final Feed feed;
    private final @Nullable Batcher batcher;
    private final Runnable onMore;
    private final Consumer<StatesError> onFailure;
    private final ArrayDeque<Input> ready = new ArrayDeque<>();
    private long skip;
    private long read;
    private boolean fetching;
    private boolean exhausted;
    private boolean closed;

    /**
     * @param skip how many items to pass over: those of an earlier attempt
     * @param onMore told when there are more inputs, or none will come
     */
    ItemQueue(
            ParentExecution parent,
            Feed feed,
            @Nullable Batching batching,
            long skip,
            Runnable onMore,
            Consumer<StatesError> onFailure) {
        this.parent = parent;
        this.feed = feed;
        this.batcher = batching == null ? null : batching.start();
        this.skip = skip;
        this.onMore = onMore;
        this.onFailure = onFailure;
    }

    /** The next input; null when none is there now. */
    @Nullable
    Input poll() {
        Input input = ready.poll();
        if (ready.size() < FETCH / 2) {
            fetch();
        }
        return input;
    }

    /** Whether every item was given out. */
    boolean finished() {
        return exhausted && ready.isEmpty();
    }

    /** Whether every item was read, so that their number is known. */
    boolean exhausted() {
        return exhausted;
    }

    /** What waits to be given out. */
    List<Input> waiting() {
        return List.copyOf(ready);
    }

    void close() {
        closed = true;
        if (!fetching) {
            feed.close();
        }
    }

    private void fetch() {
        if (fetching || exhausted || closed) {
            return;
        }
        fetching = true;
        parent.executeBlocking(() -> {
            try {
                List<Item> items = feed.next(FETCH);
                parent.post(() -> fetched(items));
            } catch (StatesError e) {
                parent.post(() -> failed(e));
            }
        });
    }

    private void fetched(List<Item> items) {
        fetching = false;
        if (closed) {
            feed.close();
            return;
        }
        try {
            items.forEach(this::accept);
            if (items.isEmpty()) {
                exhausted = true;
                feed.close();
                offer(batcher == null ? null : batcher.flush());
            }
        } catch (StatesError e) {
            failed(e);
            return;
        }
        onMore.run();
    }

    private void accept(Item item) {
        long index = read++;
        if (index < skip) {
            return;
        }
        JsonNode input = parent.select(new MapItem(index, item, feed.source()));
        if (batcher == null) {
            ready.add(new Input(input, 1));
        } else {
            offer(batcher.add(input));
        }
    }

    private void offer(Batcher.@Nullable Batch batch) {
        if (batch != null) {
            ready.add(new Input(batch.input(), batch.items()));
        }
    }

    private void failed(StatesError error) {
        fetching = false;
        if (!closed) {
            close();
            onFailure.accept(error);
        }
    }
}
