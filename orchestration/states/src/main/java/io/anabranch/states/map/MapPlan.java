package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.State;
import io.anabranch.states.reader.ReaderConfig;
import io.anabranch.states.semantics.Batching;
import io.anabranch.states.semantics.MapSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a Distributed Map is to do, every expression evaluated.
 *
 * @param feed opens the items, from the first
 * @param batching null when items are not batched
 * @param writer the ResultWriter's evaluated arguments; null when results stay in the output
 * @param objects where results are written; null when there is no object store
 */
public record MapPlan(
        State.Map map,
        Distributed distributed,
        MapSettings settings,
        Supplier<Feed> feed,
        @Nullable Batching batching,
        @Nullable JsonNode writer,
        @Nullable ObjectStore objects) {
    /**
     * @param items the items out of the state's input; null when there is an ItemReader
     * @param environment what the state's expressions see, after InputPath
     * @throws StatesError when an expression fails or a number is none
     */
    public static MapPlan of(
            State.Map map,
            Distributed distributed,
            @Nullable JsonNode items,
            Environment environment,
            @Nullable ObjectStore objects) {
        return new MapPlan(
                map,
                distributed,
                MapSettings.of(map, environment),
                items == null ? reader(objects, distributed, environment) : () -> new StateDataFeed(items),
                distributed.batcher() == null ? null : Batching.of(distributed.batcher(), environment),
                distributed.writer() == null || distributed.writer().arguments() == null
                        ? null
                        : distributed.writer().arguments().evaluate(environment),
                objects);
    }

    private static Supplier<Feed> reader(
            @Nullable ObjectStore objects, Distributed distributed, Environment environment) {
        Distributed.ItemReader reader = distributed.reader();
        if (reader == null || objects == null) {
            throw new StatesError(StatesError.ITEM_READER_FAILED, "There is no object store to read items from.");
        }
        JsonNode arguments = reader.arguments().evaluate(environment);
        JsonNode maxItems =
                reader.maxItems() == null ? null : reader.maxItems().value().evaluate(environment);
        return () -> {
            ReaderConfig config = config(reader, maxItems);
            return reader.listing()
                    ? new ListingFeed(objects, arguments, config)
                    : new ObjectFeed(objects, arguments, config);
        };
    }

    private static ReaderConfig config(Distributed.ItemReader reader, @Nullable JsonNode maxItems) {
        long most = maxItems == null ? 0 : maxItems(maxItems);
        try {
            return ReaderConfig.of(reader.config(), most);
        } catch (IllegalArgumentException e) {
            throw new StatesError(StatesError.ITEM_READER_FAILED, e.getMessage());
        }
    }

    /** MaxItems may be a text that is a number; more than AWS's most is as much as there is. */
    private static long maxItems(JsonNode value) {
        String text = value.asText();
        if (!text.matches("-?\\d{1,18}")) {
            throw new StatesError(StatesError.ITEM_READER_FAILED, "field MaxItems must be an integer");
        }
        long most = Long.parseLong(text);
        if (most < 0) {
            throw new StatesError(StatesError.ITEM_READER_FAILED, "field MaxItems must be positive");
        }
        return Math.min(most, ReaderConfig.MOST_ITEMS);
    }
}
