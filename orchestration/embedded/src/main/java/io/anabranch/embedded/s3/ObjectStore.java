package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of one bucket: finds, opens, publishes and deletes them by key. */
final class ObjectStore {
    private final BucketFolder folder;
    private final HiddenObjects hidden;
    private final MetadataFiles metadata;
    private final Publication publication;
    private final WriteClock clock;

    ObjectStore(BucketFolder folder, WriteClock clock) {
        this.folder = folder;
        this.hidden = new HiddenObjects(folder);
        this.metadata = new MetadataFiles(folder);
        this.publication = new Publication(folder);
        this.clock = clock;
    }

    BucketFolder folder() {
        return folder;
    }

    HiddenObjects hidden() {
        return hidden;
    }

    WriteClock clock() {
        return clock;
    }

    Optional<StoredObject> find(ObjectKey key) throws IOException {
        Optional<Path> ordinary = key.ordinaryFile(folder.root());
        if (ordinary.isPresent()) {
            Optional<FileVersion> version = FileVersion.ofFile(ordinary.get());
            if (version.isPresent()) {
                return Optional.of(new StoredObject(key.name(), ordinary.get(), version.get()));
            }
        }
        return hidden.find(key);
    }

    StoredObject require(ObjectKey key) throws IOException {
        return find(key).orElseThrow(() -> S3Errors.noSuchKey(key.name()));
    }

    ObjectMetadata metadataOf(StoredObject object) throws IOException {
        return metadata.read(new ObjectKey(object.key()), object.version());
    }

    /** An object and its bytes: the channel reads exactly the version that is named, whatever is put meanwhile. */
    record Opened(StoredObject object, FileChannel channel) {}

    Opened open(ObjectKey key) throws IOException {
        while (true) {
            StoredObject before = require(key);
            FileChannel channel;
            try {
                channel = FileChannel.open(before.file(), StandardOpenOption.READ);
            } catch (NoSuchFileException deletedMeanwhile) {
                continue;
            }
            // Same path, same version before and after: so this is the file that was opened in between.
            if (FileVersion.ofFile(before.file())
                    .filter(before.version()::equals)
                    .isPresent()) {
                return new Opened(before, channel);
            }
            channel.close();
        }
    }

    /** Makes a finished file the object of a key, in one step, if the condition holds; the file is used up. */
    FileVersion publish(Path file, ObjectKey key, WriteCondition condition, ObjectMetadata described)
            throws IOException {
        FileVersion version = FileVersion.stamp(file, clock);
        try {
            return folder.keyLocks().locked(key.name(), () -> {
                Optional<StoredObject> current = find(key);
                condition.check(key.name(), current.map(StoredObject::version));
                place(file, version, key, condition, described, current);
                return version;
            });
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Like {@link #publish}, but keeps the file and answers a repetition as it answered the first time. */
    FileVersion publishOnce(Path file, ObjectKey key, WriteCondition condition, ObjectMetadata described)
            throws IOException {
        FileVersion version = FileVersion.ofFile(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        return folder.keyLocks().locked(key.name(), () -> {
            Optional<StoredObject> current = find(key);
            if (current.isPresent() && current.get().version().equals(version)) {
                return version;
            }
            condition.check(key.name(), current.map(StoredObject::version));
            Path link = folder.temporary();
            Publication.linkOrMove(file, link);
            try {
                place(link, version, key, condition, described, current);
            } finally {
                Files.deleteIfExists(link);
            }
            return version;
        });
    }

    private void place(
            Path file,
            FileVersion version,
            ObjectKey key,
            WriteCondition condition,
            ObjectMetadata described,
            Optional<StoredObject> current)
            throws IOException {
        metadata.write(key, version, described);
        boolean isHidden = current.isPresent() && hidden.isOf(key, current.get().file());
        Optional<Path> ordinary = isHidden ? Optional.empty() : key.ordinaryFile(folder.root());
        if (ordinary.isEmpty() || !publication.place(file, ordinary.get(), condition.isExclusive())) {
            publication.place(file, hidden.prepare(key), condition.isExclusive());
        }
        metadata.removeAllBut(key, version);
    }

    /** Deletes the object of a key if it is there and the condition holds. */
    void delete(ObjectKey key, DeleteCondition condition) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            return;
        }
        folder.keyLocks().locked(key.name(), () -> {
            Optional<StoredObject> current = find(key);
            condition.check(key.name(), current.map(StoredObject::version));
            if (current.isPresent()) {
                delete(key, current.get().file());
            }
            return current;
        });
    }

    private void delete(ObjectKey key, Path file) throws IOException {
        Files.deleteIfExists(file);
        if (hidden.isOf(key, file)) {
            hidden.forget(key);
        } else {
            removeEmptyFolders(file.getParent());
        }
        metadata.removeAll(key);
    }

    /** S3 has no folders: one that holds nothing any more would keep its name from being a key. */
    private void removeEmptyFolders(@Nullable Path from) {
        for (Path each = from;
                each != null && isBelowRoot(each) && !Files.isSymbolicLink(each);
                each = each.getParent()) {
            try {
                Files.delete(each);
            } catch (IOException notEmpty) {
                return;
            }
        }
    }

    private boolean isBelowRoot(Path path) {
        return path.startsWith(folder.root()) && !path.equals(folder.root());
    }
}
