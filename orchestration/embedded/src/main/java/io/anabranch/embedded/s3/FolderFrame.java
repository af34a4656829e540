package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.Inode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One folder of a walk: its files and folders in the order of keys, and how far the walk has come. */
final class FolderFrame {
    private static final Comparator<Child> BY_KEY = Comparator.comparing(Child::key, ObjectKey.ORDER);

    private final Path path;
    private final Optional<Inode> inode;
    private final String keyPrefix;
    private final boolean isBehindLink;
    private final List<Child> children;
    private int index;

    /**
     * A file, a folder whose key ends in a slash, or what is neither and cannot be read.
     *
     * @param inode of the folder, if it is one
     * @param version of the file, or why it is none
     */
    record Child(String key, Path path, Optional<Inode> inode, boolean isLink, FileVersion version) {
        boolean isFolder() {
            return inode.isPresent();
        }
    }

    private FolderFrame(
            Path path, Optional<Inode> inode, String keyPrefix, boolean isBehindLink, List<Child> children) {
        this.path = path;
        this.inode = inode;
        this.keyPrefix = keyPrefix;
        this.isBehindLink = isBehindLink;
        this.children = children;
    }

    /**
     * How a folder's children are read.
     *
     * @param keyPrefix key of the folder: empty, or ending in a slash
     * @param isBehindLink whether its path goes through a symbolic link
     * @param prefix what the keys that are wanted begin with
     * @param after what they come after
     */
    record Reading(
            String keyPrefix, boolean isBehindLink, FileObserver.Choice observers, String prefix, KeyMark after) {}

    /**
     * Reads a folder's children that can have keys with the prefix and after the mark.
     *
     * @throws IOException if the folder may not be read
     */
    static FolderFrame read(Path path, Reading reading) throws IOException {
        List<Child> children = new ArrayList<>();
        Optional<Inode> inode = Optional.empty();
        try {
            inode = Optional.of(Inode.of(path));
            FileObserver observer = reading.observers().of(reading.isBehindLink() ? path.toRealPath() : path);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Child child = child(file, reading, observer);
                    if (child != null) {
                        children.add(child);
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException removedMeanwhile) {
            children.clear();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(BY_KEY);
        return new FolderFrame(path, inode, reading.keyPrefix(), reading.isBehindLink(), children);
    }

    private static @Nullable Child child(Path file, Reading reading, FileObserver observer) throws IOException {
        String name = file.getFileName().toString();
        String key = reading.keyPrefix() + name;
        String folderKey = key + "/";
        String prefix = reading.prefix();
        boolean fileMatters = key.startsWith(prefix) && reading.after().isBefore(key);
        boolean folderMatters = (folderKey.startsWith(prefix) || prefix.startsWith(folderKey))
                && reading.after().isBeforeSomeIn(folderKey);
        if ((!fileMatters && !folderMatters) || !ObjectKey.isFileName(name)) {
            return null;
        }
        FileObserver.Seen seen = FileObserver.look(file);
        if (seen.what() == FileObserver.What.NOTHING) {
            // Removed since its name was read.
            return null;
        }
        if (seen.what() == FileObserver.What.FOLDER) {
            return folderMatters
                    ? new Child(folderKey, file, seen.inode(), seen.isLink(), FileVersion.unreadable("folder"))
                    : null;
        }
        if (!fileMatters) {
            return null;
        }
        FileVersion version = version(file, name, key, seen, reading.observers(), observer);
        boolean isAlias = (reading.isBehindLink() || seen.isLink()) && !version.isUnreadable();
        return new Child(key, file, Optional.empty(), seen.isLink(), isAlias ? version.asAlias() : version);
    }

    /** @param observer of what is in the folder itself; what a link leads to may have another */
    private static FileVersion version(
            Path file,
            String name,
            String key,
            FileObserver.Seen seen,
            FileObserver.Choice observers,
            FileObserver observer)
            throws IOException {
        if (!isReadable(file, name)) {
            return FileVersion.unreadable("name");
        }
        if (isTooLong(key)) {
            return FileVersion.unreadable("long");
        }
        return switch (seen.what()) {
            case DANGLING -> FileVersion.unreadable("dangling");
            case SPECIAL -> FileVersion.unreadable("special");
            case SHUT -> FileVersion.unreadable("file");
            default ->
                (seen.isLink() ? observers.of(file.toRealPath()) : observer)
                        .version(file, seen.inode().orElseThrow());
        };
    }

    private static boolean isTooLong(String key) {
        return key.length() * 3 > ObjectKey.MAX_BYTES
                && key.getBytes(StandardCharsets.UTF_8).length > ObjectKey.MAX_BYTES;
    }

    /** A name that this JVM cannot write in letters would become the key of no object. */
    private static boolean isReadable(Path file, String name) {
        if (name.indexOf('\uFFFD') < 0) {
            return true;
        }
        try {
            return file.resolveSibling(name).equals(file);
        } catch (InvalidPathException notInTheCharsetOfFileNames) {
            return false;
        }
    }

    String keyPrefix() {
        return keyPrefix;
    }

    boolean isBehindLink() {
        return isBehindLink;
    }

    boolean isOf(Inode folder) {
        return inode.filter(folder::isSameAs).isPresent();
    }

    @Nullable
    Child next() {
        return index < children.size() ? children.get(index++) : null;
    }

    boolean isFresh() throws IOException {
        try {
            return inode.filter(Inode.of(path)::equals).isPresent();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return false;
        }
    }
}
