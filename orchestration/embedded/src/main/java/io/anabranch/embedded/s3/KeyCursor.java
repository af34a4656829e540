package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.Inode;
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
 *
 * <p>Links are followed, but not into a folder that the walk is in. What is in a folder and is no object, as a pipe or a link to nothing,
 * is shown with an ETag that says so, and so is a folder that may not be read: it is for the reader to say whether he meant it.
 */
final class KeyCursor {
    private final FolderBucket bucket;
    private final String prefix;
    private final KeyMark after;
    private final Deque<FolderFrame> frames = new ArrayDeque<>();
    private final List<StoredObject> hidden;
    private int hiddenIndex;
    private @Nullable StoredObject ordinary;

    private KeyCursor(FolderBucket bucket, String prefix, KeyMark after, List<StoredObject> hidden) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.after = after;
        this.hidden = hidden;
    }

    /** A walk over the keys with a prefix that come after a mark. */
    static KeyCursor open(FolderBucket bucket, String prefix, KeyMark after) throws IOException {
        List<StoredObject> hiddenAfter = bucket.hidden(prefix).stream()
                .filter(object -> after.isBefore(object.key()))
                .toList();
        KeyCursor cursor = new KeyCursor(bucket, prefix, after, hiddenAfter);
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Optional<Path> start = parent.isEmpty()
                ? Optional.of(bucket.root())
                : new ObjectKey(parent.substring(0, parent.length() - 1)).ordinaryFile(bucket.root());
        cursor.ordinary = start.isPresent() && Files.isDirectory(start.get())
                ? cursor.enter(start.get(), parent, FolderBucket.isBehindLink(start.get()))
                : null;
        if (cursor.ordinary == null) {
            cursor.ordinary = cursor.nextOrdinary();
        }
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
        if (bucket.hasHidden(prefix)) {
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
            FolderFrame frame = frames.peek();
            FolderFrame.Child child = frame.next();
            if (child == null) {
                frames.pop();
            } else if (!child.isFolder()) {
                return new StoredObject(child.key(), child.path(), child.version());
            } else if (!isIn(child.inode().orElseThrow())) {
                StoredObject shut = enter(child.path(), child.key(), frame.isBehindLink() || child.isLink());
                if (shut != null) {
                    return shut;
                }
            }
        }
        return null;
    }

    /** Goes into a folder; gives what stands for it if it may not be read. */
    private @Nullable StoredObject enter(Path path, String key, boolean isBehindLink) {
        try {
            frames.push(FolderFrame.read(
                    path, new FolderFrame.Reading(key, isBehindLink, bucket::observer, prefix, after)));
            return null;
        } catch (IOException e) {
            return key.startsWith(prefix) && after.isBefore(key)
                    ? new StoredObject(key, path, FileVersion.unreadable("folder"))
                    : null;
        }
    }

    private boolean isIn(Inode folder) {
        for (FolderFrame frame : frames) {
            if (frame.isOf(folder)) {
                return true;
            }
        }
        return false;
    }
}
