package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.RealPaths;
import io.anabranch.embedded.files.WriteClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that is a folder: all below it can be read; what may be written is all of it, or some folders in it, each of which keeps its
 * own state.
 */
final class FolderBucket implements Closeable {
    private final String name;
    private final ObjectStore all;
    private final List<Area> areas;

    /**
     * A folder of the bucket that is written to.
     *
     * @param keyPrefix what the keys of its objects begin with: empty for the whole bucket, or ending in a slash
     */
    record Area(String keyPrefix, ObjectStore store) {
        /** What keys of the bucket with a prefix begin with, seen from here; null if none of them is here. */
        @Nullable
        String within(String prefix) {
            if (prefix.startsWith(keyPrefix)) {
                return prefix.substring(keyPrefix.length());
            }
            return keyPrefix.startsWith(prefix) ? "" : null;
        }
    }

    /** An object, as its store calls it. */
    record Place(ObjectStore store, ObjectKey key) {}

    /** @param writable the folders that may be written to, or null for all of the bucket */
    FolderBucket(String name, Path folder, @Nullable Collection<Path> writable, WriteClock clock) {
        Path root = RealPaths.of(folder);
        this.name = name;
        this.areas = new ArrayList<>();
        this.all = new ObjectStore(new BucketFolder(root), clock, this::observer);
        Collection<Path> given = writable == null ? List.of(root) : writable;
        for (Path path : given.stream().map(RealPaths::of).distinct().toList()) {
            if (root.startsWith(path)) {
                areas.clear();
                areas.add(new Area("", all));
                return;
            }
            if (path.startsWith(root)) {
                areas.add(new Area(key(root, path), new ObjectStore(new BucketFolder(path), clock, this::observer)));
            }
        }
        areas.sort(Comparator.comparing(area -> -area.keyPrefix().length()));
    }

    private static String key(Path root, Path folder) {
        String relative = root.relativize(folder).toString();
        return relative.replace(folder.getFileSystem().getSeparator(), "/") + "/";
    }

    String name() {
        return name;
    }

    Path root() {
        return all.folder().root();
    }

    Place reading(ObjectKey key) {
        for (Area area : areas) {
            if (key.name().startsWith(area.keyPrefix())) {
                return new Place(
                        area.store(),
                        new ObjectKey(key.name().substring(area.keyPrefix().length())));
            }
        }
        return new Place(all, key);
    }

    /** Refuses a key outside of the folders that may be written to, and one that a link leads out of them. */
    Place writing(ObjectKey key) {
        Place place = reading(key);
        boolean isWhole = areas.stream().anyMatch(area -> area.store() == all);
        if (!isWhole && (place.store() == all || leadsOut(place))) {
            throw S3Errors.error(
                    403, "AccessDenied", "Access Denied: this client was not given " + key.name() + " to write to");
        }
        return place;
    }

    private static boolean leadsOut(Place place) {
        Path root = place.store().folder().root();
        return place.key()
                .ordinaryFile(root)
                .map(Path::getParent)
                .filter(parent -> !RealPaths.of(parent).startsWith(root))
                .isPresent();
    }

    /** Those that can hold keys with a prefix. */
    List<Area> areas(String prefix) {
        return areas.stream().filter(area -> area.within(prefix) != null).toList();
    }

    /** How a file is looked at: those in the folders that may be written to are ours. */
    FileObserver observer(Path real) {
        for (Area area : areas) {
            if (real.startsWith(area.store().folder().root())) {
                return FileObserver.OF_OURS;
            }
        }
        return FileObserver.OF_ANYBODYS;
    }

    /** All objects whose keys cannot be the names of files, in the order of keys. */
    List<StoredObject> hidden(String prefix) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        for (Area area : areasAndAll(prefix)) {
            for (StoredObject object : area.store().hidden().list(String.valueOf(area.within(prefix)))) {
                found.add(new StoredObject(area.keyPrefix() + object.key(), object.file(), object.version()));
            }
        }
        found.sort(Comparator.comparing(StoredObject::key, ObjectKey.ORDER));
        return found;
    }

    boolean hasHidden(String prefix) {
        return areasAndAll(prefix).stream()
                .anyMatch(area -> Files.isDirectory(area.store().folder().objects()));
    }

    private List<Area> areasAndAll(String prefix) {
        List<Area> stores = new ArrayList<>(areas(prefix));
        if (stores.stream().noneMatch(area -> area.store() == all)) {
            stores.add(new Area("", all));
        }
        return stores;
    }

    /** Whether a path that is there goes through a symbolic link. The bucket's own folder does not. */
    static boolean isBehindLink(Path path) throws IOException {
        return !path.toRealPath().equals(path);
    }

    @Override
    public void close() throws IOException {
        for (Area area : areas) {
            area.store().folder().close();
        }
    }
}
