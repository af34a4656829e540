package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a bucket's objects in the order of their keys. A folder is read when the walk reaches it and dropped when it leaves it; in
 * a folder, the folder {@code x} takes the place of {@code x/}, which makes a walk in depth the order of keys.
 */
final class KeyCursor {
    private final BucketFolder folder;
    private final String prefix;
    private final KeyMark after;
    private final Deque<FolderFrame> frames = new ArrayDeque<>();
    private final List<StoredObject> hidden;
    private int hiddenIndex;
    private @Nullable StoredObject ordinary;

    private KeyCursor(BucketFolder folder, String prefix, KeyMark after, List<StoredObject> hidden) {
        this.folder = folder;
        this.prefix = prefix;
        this.after = after;
        this.hidden = hidden;
    }

    /** A walk over the keys with a prefix that come after a mark. */
    static KeyCursor open(BucketFolder folder, HiddenObjects hidden, String prefix, KeyMark after) throws IOException {
        List<StoredObject> hiddenAfter = hidden.list(prefix).stream()
                .filter(object -> after.isBefore(object.key()))
                .toList();
        KeyCursor cursor = new KeyCursor(folder, prefix, after, hiddenAfter);
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Optional<Path> start = parent.isEmpty()
                ? Optional.of(folder.root())
                : new ObjectKey(parent.substring(0, parent.length() - 1)).ordinaryFile(folder.root());
        if (start.isPresent() && Files.isDirectory(start.get())) {
            cursor.frames.push(FolderFrame.read(start.get(), parent, prefix, after));
        }
        cursor.ordinary = cursor.nextOrdinary();
        return cursor;
    }

    /** The object the walk is at, or null at the end. */
    @Nullable
    StoredObject peek() {
        StoredObject file = ordinary;
        if (hiddenIndex >= hidden.size()) {
            return file;
        }
        StoredObject other = hidden.get(hiddenIndex);
        return file != null && ObjectKey.ORDER.compare(file.key(), other.key()) <= 0 ? file : other;
    }

    void advance() throws IOException {
        StoredObject current = peek();
        if (current == null) {
            return;
        }
        if (ordinary != null && ordinary.key().equals(current.key())) {
            ordinary = nextOrdinary();
        }
        while (hiddenIndex < hidden.size() && hidden.get(hiddenIndex).key().equals(current.key())) {
            hiddenIndex++;
        }
    }

    /** Leaves out the rest of the keys with this prefix. */
    void skip(String commonPrefix) throws IOException {
        while (!frames.isEmpty() && frames.peek().keyPrefix().startsWith(commonPrefix)) {
            frames.pop();
        }
        while (ordinary != null && ordinary.key().startsWith(commonPrefix)) {
            ordinary = nextOrdinary();
        }
        while (hiddenIndex < hidden.size() && hidden.get(hiddenIndex).key().startsWith(commonPrefix)) {
            hiddenIndex++;
        }
    }

    /** Whether the folders read so far, and not left yet, are still as they were read. */
    boolean isFresh() throws IOException {
        if (Files.isDirectory(folder.objects())) {
            return false;
        }
        for (FolderFrame frame : frames) {
            if (!frame.isFresh()) {
                return false;
            }
        }
        return true;
    }

    private @Nullable StoredObject nextOrdinary() throws IOException {
        while (!frames.isEmpty()) {
            FolderFrame.Child child = frames.peek().next();
            if (child == null) {
                frames.pop();
            } else if (child.isFolder()) {
                frames.push(FolderFrame.read(child.path(), child.key(), prefix, after));
            } else {
                return new StoredObject(child.key(), child.path(), child.version());
            }
        }
        return null;
    }
}
