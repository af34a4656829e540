package io.anabranch.runtime.storage;

import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects that a read's addresses name, in the order of the addresses and then of the keys, each object once: also a file that
 * is reached at several addresses, through links.
 */
public final class InputLister {
    private final ObjectStore store;

    public InputLister(ObjectStore store) {
        this.store = store;
    }

    /**
     * Lists what {@code uris} name: objects, folders, globs.
     *
     * @throws InputException if one of them is malformed, names no object that is not hidden, or names something that cannot be read
     */
    public List<ObjectRef> list(List<String> uris) {
        Map<S3Uri, ObjectRef> found = new LinkedHashMap<>();
        for (String uri : uris) {
            list(KeyPattern.parse(uri), found);
        }
        return eachFileOnce(found.values());
    }

    /** Whether an object exists whose key begins with {@code prefix}; its address, or null. */
    public @Nullable S3Uri first(S3Uri prefix) {
        List<ObjectRef> found = first(prefix, 1);
        return found.isEmpty() ? null : found.get(0).uri();
    }

    /**
     * An object below {@code folder} that is one of {@code objects}, at whatever address; null if there is none.
     *
     * @param objects what {@link #list} gave
     */
    public @Nullable ObjectRef within(S3Uri folder, Collection<ObjectRef> objects) {
        Map<String, ObjectRef> aliases = new LinkedHashMap<>();
        for (ObjectRef object : objects) {
            if (object.uri().bucket().equals(folder.bucket())
                    && object.uri().key().startsWith(folder.key())) {
                return object;
            }
            if (EntryTag.isAlias(object.etag())) {
                aliases.put(EntryTag.ofFile(object.etag()), object);
            }
        }
        ObjectRef[] met = {null};
        if (!aliases.isEmpty()) {
            forEach(folder, below -> {
                ObjectRef alias = aliases.get(EntryTag.ofFile(below.etag()));
                met[0] = alias == null ? met[0] : alias;
            });
        }
        return met[0];
    }

    private void list(KeyPattern pattern, Map<S3Uri, ObjectRef> found) {
        Seen seen = Seen.NOTHING;
        KeyPattern exact = pattern.exact();
        // Mostly nothing begins with the exact name of a glob, and this is all that it costs.
        if (exact != pattern && first(new S3Uri(exact.bucket(), exact.literal())) != null) {
            seen = listOne(exact, found);
        }
        if (seen.equals(Seen.NOTHING)) {
            seen = pattern.isGlob() ? listAll(pattern, found) : listOne(pattern, found);
        }
        if (seen.read() == 0) {
            throw nothing(pattern, seen.hidden());
        }
    }

    /** How many objects match a pattern. */
    private record Seen(int read, int hidden) {
        static final Seen NOTHING = new Seen(0, 0);
    }

    /** The object of a key, or else what is below it as a folder. */
    private Seen listOne(KeyPattern pattern, Map<S3Uri, ObjectRef> found) {
        String key = pattern.literal();
        if (!key.isEmpty() && !key.endsWith("/")) {
            // The first key that begins with a key is that key itself, if there is such an object.
            List<ObjectRef> first = first(new S3Uri(pattern.bucket(), key), 1);
            if (!first.isEmpty() && first.get(0).uri().key().equals(key)) {
                add(first.get(0), found);
                return new Seen(1, 0);
            }
        }
        return listAll(pattern, found);
    }

    private Seen listAll(KeyPattern pattern, Map<S3Uri, ObjectRef> found) {
        String literal = pattern.literal();
        boolean folder = !pattern.isGlob() && !literal.isEmpty() && !literal.endsWith("/");
        int[] seen = {0, 0};
        forEach(new S3Uri(pattern.bucket(), folder ? literal + "/" : literal), object -> {
            String key = object.uri().key();
            if (isUnreadableFolder(object)) {
                if (pattern.reaches(key) && !pattern.hides(key.substring(0, key.length() - 1))) {
                    add(object, found);
                }
            } else if (pattern.matches(key)) {
                boolean hidden = pattern.hides(key);
                seen[hidden ? 1 : 0]++;
                if (!hidden) {
                    add(object, found);
                }
            }
        });
        return new Seen(seen[0], seen[1]);
    }

    private static boolean isUnreadableFolder(ObjectRef object) {
        return object.uri().key().endsWith("/") && EntryTag.problem(object.etag()) != null;
    }

    private static void add(ObjectRef object, Map<S3Uri, ObjectRef> found) {
        String problem = EntryTag.problem(object.etag());
        if (problem != null) {
            throw new InputException("Cannot read " + object.uri() + ": " + problem, Where.UNKNOWN);
        }
        found.putIfAbsent(object.uri(), object);
    }

    /** A file's own address stays, and of several links to it the first, if its own is not among them. */
    private static List<ObjectRef> eachFileOnce(Collection<ObjectRef> objects) {
        Set<String> files = new HashSet<>();
        boolean anyAlias = false;
        for (ObjectRef object : objects) {
            anyAlias |= EntryTag.isAlias(object.etag());
        }
        if (!anyAlias) {
            return List.copyOf(objects);
        }
        for (ObjectRef object : objects) {
            if (!EntryTag.isAlias(object.etag())) {
                files.add(object.etag());
            }
        }
        List<ObjectRef> once = new ArrayList<>();
        for (ObjectRef object : objects) {
            if (!EntryTag.isAlias(object.etag()) || files.add(EntryTag.ofFile(object.etag()))) {
                once.add(object);
            }
        }
        return once;
    }

    private List<ObjectRef> first(S3Uri prefix, int most) {
        List<ObjectRef> found = new ArrayList<>();
        inBucket(() -> found.addAll(store.first(prefix, most)));
        return found;
    }

    private void forEach(S3Uri prefix, Consumer<ObjectRef> consumer) {
        inBucket(() -> store.forEach(prefix, consumer));
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
