package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.reader.Items;
import io.anabranch.states.reader.ReaderConfig;
import io.anabranch.states.semantics.MapItems.Item;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items in one object, read as they are asked for. */
final class ObjectFeed implements Feed {
    private final ObjectStore objects;
    private final String bucket;
    private final String key;
    private final @Nullable String versionId;
    private final ReaderConfig config;
    private @Nullable Items items;

    /** @param arguments the evaluated Parameters or Arguments: Bucket, Key, VersionId */
    ObjectFeed(ObjectStore objects, JsonNode arguments, ReaderConfig config) {
        this.objects = objects;
        this.bucket = ReaderFailures.text(arguments, "Bucket");
        this.key = ReaderFailures.text(arguments, "Key");
        this.versionId =
                arguments.hasNonNull("VersionId") ? arguments.get("VersionId").asText() : null;
        this.config = config;
    }

    @Override
    public List<Item> next(int most) {
        Items from = items;
        if (from == null) {
            from = Items.open(open(bucket, key, versionId), key, config, (b, k) -> open(b, k, null));
            items = from;
        }
        List<Item> some = new ArrayList<>();
        while (some.size() < most && from.hasNext()) {
            some.add(new Item(from.next(), null));
        }
        return some;
    }

    private InputStream open(String fromBucket, String fromKey, @Nullable String version) {
        try {
            return objects.get(fromBucket, fromKey, version);
        } catch (IOException e) {
            throw ReaderFailures.of(e);
        }
    }

    @Override
    public String source() {
        return "S3://" + bucket + "/" + key;
    }

    @Override
    public void close() {
        if (items != null) {
            items.close();
        }
    }
}
