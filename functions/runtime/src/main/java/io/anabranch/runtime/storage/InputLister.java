package io.anabranch.runtime.storage;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.CloudException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds the objects that a read's addresses name, in the order of the addresses and then of the keys, each object once. */
public final class InputLister {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;

    public InputLister(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Lists what {@code uris} name: objects, folders, globs.
     *
     * @throws InputException if one of them is malformed or names no object that is not hidden
     */
    public List<ObjectRef> list(List<String> uris) {
        Map<S3Uri, ObjectRef> found = new LinkedHashMap<>();
        for (String uri : uris) {
            list(parse(uri), found);
        }
        return List.copyOf(found.values());
    }

    /** Whether an object exists whose key begins with {@code prefix}; its address, or null. */
    public @Nullable S3Uri first(S3Uri prefix) {
        List<S3Object> page = page(prefix.bucket(), prefix.key(), 1, null).contents();
        return page.isEmpty() ? null : new S3Uri(prefix.bucket(), page.get(0).key());
    }

    private static KeyPattern parse(String uri) {
        try {
            return KeyPattern.parse(uri);
        } catch (PatternSyntaxException e) {
            throw new InputException("Invalid input: '" + uri + "', expected " + e.getDescription(), Where.UNKNOWN, e);
        }
    }

    private void list(KeyPattern pattern, Map<S3Uri, ObjectRef> found) {
        if (!pattern.isGlob() && exact(pattern, found)) {
            return;
        }
        String literal = pattern.literal();
        boolean folder = !pattern.isGlob() && !literal.isEmpty() && !literal.endsWith("/");
        int[] seen = {0, 0};
        forEach(pattern.bucket(), folder ? literal + "/" : literal, object -> {
            if (pattern.matches(object.key())) {
                if (pattern.hides(object.key())) {
                    seen[1]++;
                } else {
                    seen[0]++;
                    add(pattern.bucket(), object, found);
                }
            }
        });
        if (seen[0] == 0) {
            throw nothing(pattern, seen[1]);
        }
    }

    /** The first key that begins with a key is that key itself, if there is such an object. */
    private boolean exact(KeyPattern pattern, Map<S3Uri, ObjectRef> found) {
        String key = pattern.literal();
        if (key.isEmpty() || key.endsWith("/")) {
            return false;
        }
        List<S3Object> page = page(pattern.bucket(), key, 1, null).contents();
        if (page.isEmpty() || !page.get(0).key().equals(key)) {
            return false;
        }
        add(pattern.bucket(), page.get(0), found);
        return true;
    }

    private static void add(String bucket, S3Object object, Map<S3Uri, ObjectRef> found) {
        S3Uri uri = new S3Uri(bucket, object.key());
        found.putIfAbsent(uri, new ObjectRef(uri, object.eTag(), object.size()));
    }

    private void forEach(String bucket, String prefix, Consumer<S3Object> consumer) {
        String token = null;
        do {
            ListObjectsV2Response page = page(bucket, prefix, 1000, token);
            page.contents().forEach(consumer);
            token = page.nextContinuationToken();
        } while (token != null);
    }

    private ListObjectsV2Response page(String bucket, String prefix, int most, @Nullable String token) {
        try {
            return s3.listObjectsV2(ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .maxKeys(most)
                    .continuationToken(token)
                    .build());
        } catch (SdkException e) {
            throw refused(new S3Uri(bucket, prefix), e);
        }
    }

    private static AnabranchException refused(S3Uri prefix, SdkException e) {
        return switch (S3Failures.statusCode(e)) {
            case NOT_FOUND ->
                new InputException(
                        "Cannot list " + prefix + ": there is no bucket " + prefix.bucket()
                                + ". Create it, or correct the address",
                        Where.UNKNOWN,
                        e);
            case FORBIDDEN ->
                new CloudException(
                        "Cannot list " + prefix + ": access denied. Allow s3:ListBucket on " + prefix.bucket()
                                + " to the role of this function",
                        Where.UNKNOWN,
                        e);
            default -> new CloudException("Cannot list " + prefix + ": " + e.getMessage(), Where.UNKNOWN, e);
        };
    }

    private static InputException nothing(KeyPattern pattern, int hidden) {
        String why = hidden == 0
                ? "no object matches it. Check the address and the glob"
                : "the " + hidden + " objects that match it are hidden or folder markers. Names that begin with '_' or"
                        + " '.' are read only when their full key is given";
        return new InputException("Cannot read " + pattern + ": " + why, Where.UNKNOWN);
    }
}
