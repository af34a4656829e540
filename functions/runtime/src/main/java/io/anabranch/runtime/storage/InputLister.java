package io.anabranch.runtime.storage;

import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds the objects that a read's addresses name, in the order of the addresses and then of the keys, each object once. */
public final class InputLister {
    private final ObjectStore store;

    public InputLister(ObjectStore store) {
        this.store = store;
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
        List<ObjectRef> found = first(prefix, 1);
        return found.isEmpty() ? null : found.get(0).uri();
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
        S3Uri prefix = new S3Uri(pattern.bucket(), folder ? literal + "/" : literal);
        inBucket(() -> store.forEach(prefix, object -> {
            String key = object.uri().key();
            if (pattern.matches(key)) {
                if (pattern.hides(key)) {
                    seen[1]++;
                } else {
                    seen[0]++;
                    found.putIfAbsent(object.uri(), object);
                }
            }
        }));
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
        List<ObjectRef> first = first(new S3Uri(pattern.bucket(), key), 1);
        if (first.isEmpty() || !first.get(0).uri().key().equals(key)) {
            return false;
        }
        found.putIfAbsent(first.get(0).uri(), first.get(0));
        return true;
    }

    private List<ObjectRef> first(S3Uri prefix, int most) {
        List<ObjectRef> found = new ArrayList<>();
        inBucket(() -> found.addAll(store.first(prefix, most)));
        return found;
    }

    /** A bucket that is not there is an address that the user has to correct. */
    private static void inBucket(Runnable listing) {
        try {
            listing.run();
        } catch (GoneException e) {
            throw new InputException(e.problem(), Where.UNKNOWN, e);
        }
    }

    private static InputException nothing(KeyPattern pattern, int hidden) {
        String why = hidden == 0
                ? "no object matches it. Check the address and the glob"
                : "the " + hidden + " objects that match it are hidden or folder markers. Names that begin with '_' or"
                        + " '.' are read only when their full key is given";
        return new InputException("Cannot read " + pattern + ": " + why, Where.UNKNOWN);
    }
}
