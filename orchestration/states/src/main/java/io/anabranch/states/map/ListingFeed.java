package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.reader.ReaderConfig;
import io.anabranch.states.semantics.MapItems.Item;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects under a prefix, page after page: each an item, or with LOAD_AND_FLATTEN the items in each. */
final class ListingFeed implements Feed {
    private final ObjectStore objects;
    private final String bucket;
    private final String prefix;
    private final ReaderConfig config;
    private final ArrayDeque<ObjectStore.Listed> listed = new ArrayDeque<>();
    private long left;
    private @Nullable String continuation;
    private boolean lastPage;
    private @Nullable ObjectFeed inside;

    /** @param arguments the evaluated Parameters or Arguments: Bucket, Prefix */
    ListingFeed(ObjectStore objects, JsonNode arguments, ReaderConfig config) {
        this.objects = objects;
        this.bucket = ReaderFailures.text(arguments, "Bucket");
        this.prefix = arguments.path("Prefix").asText("");
        this.config = config;
        this.left = config.maxItems() == 0 ? Long.MAX_VALUE : config.maxItems();
    }

    /** Of loaded objects the items of one at a time: they have its {@link #source()}. */
    @Override
    public List<Item> next(int most) {
        int wanted = (int) Math.min(most, left);
        List<Item> some = config.loadAndFlatten() ? loaded(wanted) : listed(wanted);
        left -= some.size();
        return some;
    }

    private List<Item> listed(int most) {
        List<Item> some = new ArrayList<>();
        while (some.size() < most) {
            ObjectStore.Listed object = nextObject();
            if (object == null) {
                break;
            }
            some.add(new Item(describe(object), null));
        }
        return some;
    }

    private List<Item> loaded(int most) {
        while (most > 0) {
            if (inside == null) {
                ObjectStore.Listed object = nextObject();
                if (object == null) {
                    return List.of();
                }
                ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                arguments.put("Bucket", bucket).put("Key", object.key());
                inside = new ObjectFeed(objects, arguments, config);
            }
            List<Item> some = inside.next(most);
            if (!some.isEmpty()) {
                return some;
            }
            inside.close();
            inside = null;
        }
        return List.of();
    }

    private ObjectStore.@Nullable Listed nextObject() {
        while (listed.isEmpty() && !lastPage) {
            try {
                ObjectStore.Listing page = objects.list(bucket, prefix, continuation);
                listed.addAll(page.entries());
                continuation = page.next();
                lastPage = continuation == null;
            } catch (IOException e) {
                throw ReaderFailures.of(e);
            }
        }
        return listed.poll();
    }

    private static ObjectNode describe(ObjectStore.Listed object) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Etag", object.etag());
        json.put("Key", object.key());
        json.put("LastModified", object.lastModified().getEpochSecond());
        json.put("Size", object.size());
        json.put("StorageClass", object.storageClass());
        return json;
    }

    /** The bucket of a listing, the object that was loaded (Step Functions Developer Guide, Context object). */
    @Override
    public String source() {
        return inside == null ? "S3://" + bucket : inside.source();
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.close();
        }
    }
}
