package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.WriteClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
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
    private final FileObserver.Choice observers;

    ObjectStore(BucketFolder folder, WriteClock clock, FileObserver.Choice observers) {
        this.folder = folder;
        this.hidden = new HiddenObjects(folder);
        this.metadata = new MetadataFiles(folder);
        this.publication = new Publication(folder);
        this.clock = clock;
        this.observers = observers;
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
            Optional<FileVersion> version = version(ordinary.get());
            if (version.isPresent()) {
                return Optional.of(new StoredObject(key.name(), ordinary.get(), version.get()));
            }
        }
        return hidden.find(key);
    }

    private Optional<FileVersion> version(Path file) throws IOException {
        try {
            // In most cases nothing is there, and no more has to be asked.
            FileObserver.Seen seen = FileObserver.look(file);
            if (seen.what() == FileObserver.What.SHUT) {
                throw new AccessDeniedException(file.toString());
            }
            if (seen.what() != FileObserver.What.FILE) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            // Of a file that does not come to rest this is the version of now: who has another in mind is refused.
            FileVersion version =
                    observers.of(real).version(file, seen.inode().orElseThrow()).unmarked();
            return Optional.of(real.equals(file) ? version : version.asAlias());
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** The version as it is seen at a path, which may go through links. */
    private static FileVersion at(Path file, FileVersion version) throws IOException {
        try {
            return FolderBucket.isBehindLink(file) ? version.asAlias() : version;
        } catch (NoSuchFileException deletedMeanwhile) {
            return version;
        }
    }

    StoredObject require(ObjectKey key) throws IOException {
        return find(key).orElseThrow(() -> S3Errors.noSuchKey(key.name()));
    }

    ObjectMetadata metadataOf(StoredObject object) throws IOException {
        return metadata.read(new ObjectKey(object.key()), object.version());
    }

    /**
     * An object and its bytes.
     *
     * @param guard says whether what was read is of the version that is named
     */
    record Opened(StoredObject object, FileChannel channel, ReadGuard guard) {}

    Opened open(ObjectKey key) throws IOException {
        while (true) {
            StoredObject before = require(key);
            try {
                ReadGuard guard = guard(before);
                FileChannel channel = FileChannel.open(before.file(), StandardOpenOption.READ);
                // Same path, same version before and after: so this is the file that was opened in between.
                if (find(key).filter(before::equals).isPresent()) {
                    return new Opened(before, channel, guard);
                }
                channel.close();
            } catch (NoSuchFileException deletedMeanwhile) {
                // Something else is there now, or nothing.
            }
        }
    }

    /** An open file of ours is never written to: the channel reads the version that is named, whatever is put meanwhile. */
    private ReadGuard guard(StoredObject object) throws IOException {
        boolean isOurs = hidden.isOf(new ObjectKey(object.key()), object.file())
                || observers.of(object.file().toRealPath()) == FileObserver.OF_OURS;
        return isOurs ? ReadGuard.NONE : new ReadGuard(object.file(), object.version());
    }

    /** Makes a finished file the object of a key, in one step, if the condition holds; the file is used up. */
    FileVersion publish(Path file, ObjectKey key, WriteCondition condition, ObjectMetadata described)
            throws IOException {
        FileVersion version = FileVersion.stamp(file, clock);
        try {
            return folder.keyLocks().locked(key.name(), () -> {
                Optional<StoredObject> current = find(key);
                condition.check(key.name(), current.map(StoredObject::version));
                return at(place(file, version, key, condition, described, current), version);
            });
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Like {@link #publish}, but keeps the file and answers a repetition as it answered the first time. */
    FileVersion publishOnce(Path file, ObjectKey key, WriteCondition condition, ObjectMetadata described)
            throws IOException {
        FileVersion version =
                FileObserver.OF_OURS.version(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        return folder.keyLocks().locked(key.name(), () -> {
            Optional<StoredObject> current = find(key);
            if (current.isPresent() && current.get().version().unmarked().equals(version)) {
                return current.get().version();
            }
            condition.check(key.name(), current.map(StoredObject::version));
            Path link = folder.temporary();
            Publication.linkOrMove(file, link);
            try {
                return at(place(link, version, key, condition, described, current), version);
            } finally {
                Files.deleteIfExists(link);
            }
        });
    }

    private Path place(
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
        Path target;
        if (ordinary.isPresent() && publication.place(file, ordinary.get(), condition.isExclusive())) {
            target = ordinary.get();
        } else {
            target = hidden.prepare(key);
            publication.place(file, target, condition.isExclusive());
        }
        metadata.removeAllBut(key, version);
        return target;
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
