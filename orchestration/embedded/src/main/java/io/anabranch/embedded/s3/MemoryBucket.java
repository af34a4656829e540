package io.anabranch.embedded.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A bucket in memory: its objects and the uploads that are under way. Not for several threads at once. */
final class MemoryBucket {
    final NavigableMap<String, MemoryObject> objects = new TreeMap<>(ObjectKey.ORDER);

    /** By id; ids are given in ascending order. */
    final NavigableMap<String, Upload> uploads = new TreeMap<>();

    /** An upload that is under way; {@code begun} stands for the time. */
    record Upload(String key, MemoryObject begun, NavigableMap<Integer, MemoryObject> parts) {}

    /** A page of a listing, and where the next begins. */
    record Page(
            List<String> keys,
            List<String> commonPrefixes,
            @Nullable KeyMark next) {}

    Optional<MemoryObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    MemoryObject require(String key) {
        return find(key).orElseThrow(() -> S3Errors.noSuchKey(key));
    }

    void put(String key, MemoryObject object, WriteCondition condition) {
        condition.check(key, find(key));
        objects.put(key, object);
    }

    void delete(String key, DeleteCondition condition) {
        condition.check(key, find(key));
        objects.remove(key);
    }

    Upload upload(String key, @Nullable String id) {
        Upload upload = id == null ? null : uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload(String.valueOf(id));
        }
        return upload;
    }

    /** Makes an object of an upload, or changes nothing. */
    MemoryObject complete(
            String key, String id, List<CompletedPart> requested, WriteCondition condition, long leastPartBytes) {
        Upload upload = upload(key, id);
        CompletionRules.checkOrder(requested);
        List<MultipartUpload.Part> uploaded = new ArrayList<>();
        upload.parts().forEach((number, part) -> uploaded.add(new MultipartUpload.Part(number, part)));
        CompletionRules.check(requested, uploaded, leastPartBytes);
        List<MemoryObject> parts = requested.stream()
                .map(part -> upload.parts().get(part.partNumber()))
                .toList();
        MemoryObject object = MemoryObject.joined(
                parts, upload.begun().lastModified(), upload.begun().metadata());
        put(key, object, condition);
        uploads.remove(id);
        return object;
    }

    Page list(String prefix, @Nullable String delimiter, int most, KeyMark from) {
        List<String> keys = new ArrayList<>();
        List<String> commonPrefixes = new ArrayList<>();
        KeyMark mark = from;
        String first = ObjectKey.ORDER.compare(prefix, from.text()) < 0 ? from.text() : prefix;
        for (String key : objects.tailMap(first, true).keySet()) {
            if (!key.startsWith(prefix)) {
                break;
            }
            if (!mark.isBefore(key)) {
                continue;
            }
            if (keys.size() + commonPrefixes.size() == most) {
                return new Page(keys, commonPrefixes, most == 0 ? null : mark);
            }
            String common = Listings.commonPrefix(key, prefix, delimiter).orElse(null);
            if (common == null) {
                keys.add(key);
                mark = KeyMark.afterKey(key);
            } else {
                commonPrefixes.add(common);
                mark = KeyMark.afterPrefix(common);
            }
        }
        return new Page(keys, commonPrefixes, null);
    }
}
