package io.anabranch.embedded.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a bucket's keys. A page's end is a place in the order of keys, so any page can be asked for at any time; walks that are
 * under way are kept besides, so that the next page of a folder of a million files does not read the folder again.
 */
final class Listings {
    private static final int KEPT_WALKS = 8;

    private final Map<Continuation, KeyCursor> walks = new LinkedHashMap<>();

    /** What a page shows, and where the next begins. */
    record Page(
            List<StoredObject> objects,
            List<String> commonPrefixes,
            @Nullable KeyMark next) {}

    /** What a caller asks for; the delimiter is null or empty for none. */
    record Query(String prefix, @Nullable String delimiter, int maxKeys) {}

    private record Continuation(String bucket, Query query, KeyMark mark) {}

    Page page(FolderBucket bucket, Query query, KeyMark from) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        List<String> commonPrefixes = new ArrayList<>();
        if (query.maxKeys() == 0) {
            return new Page(objects, commonPrefixes, null);
        }
        Continuation here = new Continuation(bucket.name(), query, from);
        KeyCursor cursor = take(here);
        if (cursor == null || !cursor.isFresh()) {
            cursor = KeyCursor.open(bucket, query.prefix(), from);
        }
        KeyMark last = from;
        while (objects.size() + commonPrefixes.size() < query.maxKeys()) {
            StoredObject object = cursor.peek();
            if (object == null) {
                return new Page(objects, commonPrefixes, null);
            }
            Optional<String> common = commonPrefix(object.key(), query.prefix(), query.delimiter());
            if (common.isPresent()) {
                commonPrefixes.add(common.get());
                cursor.skip(common.get());
                last = KeyMark.afterPrefix(common.get());
            } else {
                objects.add(object);
                cursor.advance();
                last = KeyMark.afterKey(object.key());
            }
        }
        if (cursor.peek() == null) {
            return new Page(objects, commonPrefixes, null);
        }
        keep(new Continuation(bucket.name(), query, last), cursor);
        return new Page(objects, commonPrefixes, last);
    }

    /** What a listing shows in the place of a key, if that has a delimiter behind the prefix. */
    static Optional<String> commonPrefix(String key, String prefix, @Nullable String delimiter) {
        if (delimiter == null || delimiter.isEmpty()) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    private @Nullable KeyCursor take(Continuation continuation) {
        synchronized (walks) {
            return walks.remove(continuation);
        }
    }

    private void keep(Continuation continuation, KeyCursor cursor) {
        synchronized (walks) {
            if (walks.size() == KEPT_WALKS) {
                walks.remove(walks.keySet().iterator().next());
            }
            walks.put(continuation, cursor);
        }
    }
}
