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
public final class ListingFeed implements Feed {
    private final ObjectStore objects;
    private final String bucket;
    private final String prefix;
    private final ReaderConfig config;
    private final ArrayDeque<ObjectStore.Entry> listed = new ArrayDeque<>();
    private long left;
    private @Nullable String continuation;
    private boolean lastPage;
    private @Nullable ObjectFeed inside;

    /** @param arguments the evaluated Parameters or Arguments: Bucket, Prefix */
    public ListingFeed(ObjectStore objects, JsonNode arguments, ReaderConfig config) {
        this.objects = objects;
        this.bucket = ReaderFailures.text(arguments, "Bucket");
        this.prefix = arguments.path("Prefix").asText("");
        this.config = config;
        this.left = config.maxItems() == 0 ? Long.MAX_VALUE : config.maxItems();
    }

    @Override
    public List<Item> next(int most) {
        List<Item> some = new ArrayList<>();
        while (some.size() < most && left > 0) {
            int wanted = (int) Math.min(most - some.size(), left);
            List<Item> more = config.loadAndFlatten() ? loaded(wanted) : listed(wanted);
            if (more.isEmpty()) {
                break;
            }
            left -= more.size();
            some.addAll(more);
        }
        return some;
    }

    private List<Item> listed(int most) {
        List<Item> some = new ArrayList<>();
        while (some.size() < most) {
            ObjectStore.Entry object = nextObject();
            if (object == null) {
                break;
            }
            some.add(new Item(describe(object), null));
        }
        return some;
    }

    private List<Item> loaded(int most) {
        while (true) {
            if (inside == null) {
                ObjectStore.Entry object = nextObject();
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
    }

    private ObjectStore.@Nullable Entry nextObject() {
        while (listed.isEmpty() && !lastPage) {
            try {
                ObjectStore.Page page = objects.list(bucket, prefix, continuation);
                listed.addAll(page.entries());
                continuation = page.next();
                lastPage = continuation == null;
            } catch (IOException e) {
                throw ReaderFailures.of(e);
            }
        }
        return listed.poll();
    }

    private static ObjectNode describe(ObjectStore.Entry object) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Etag", object.etag());
        json.put("Key", object.key());
        json.put("LastModified", object.lastModified().getEpochSecond());
        json.put("Size", object.size());
        json.put("StorageClass", object.storageClass());
        return json;
    }

    @Override
    public String source() {
        return "S3://" + bucket + "/" + prefix;
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.close();
        }
    }
}
