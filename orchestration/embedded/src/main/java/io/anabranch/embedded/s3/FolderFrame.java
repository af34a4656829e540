package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One folder of a walk: its files and folders in the order of keys, and how far the walk has come. */
final class FolderFrame {
    private static final Comparator<Child> BY_KEY = Comparator.comparing(Child::key, ObjectKey.ORDER);

    private final Path path;
    private final FileTime modified;
    private final String keyPrefix;
    private final List<Child> children;
    private int index;

    /** A file, or a folder whose key ends in a slash. */
    record Child(String key, Path path, boolean isFolder, FileVersion version) {}

    private FolderFrame(Path path, FileTime modified, String keyPrefix, List<Child> children) {
        this.path = path;
        this.modified = modified;
        this.keyPrefix = keyPrefix;
        this.children = children;
    }

    /** Reads a folder's children that can have keys with the prefix and after the mark. */
    static FolderFrame read(Path path, String keyPrefix, String prefix, KeyMark after) throws IOException {
        List<Child> children = new ArrayList<>();
        FileTime modified = FileTime.fromMillis(0);
        try {
            modified = Files.getLastModifiedTime(path);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Child child = child(file, keyPrefix, prefix, after);
                    if (child != null) {
                        children.add(child);
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException removedMeanwhile) {
            children.clear();
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(BY_KEY);
        return new FolderFrame(path, modified, keyPrefix, children);
    }

    private static @Nullable Child child(Path file, String keyPrefix, String prefix, KeyMark after) throws IOException {
        String name = file.getFileName().toString();
        String key = keyPrefix + name;
        String folderKey = key + "/";
        boolean fileMatters = key.startsWith(prefix) && after.isBefore(key);
        boolean folderMatters =
                (folderKey.startsWith(prefix) || prefix.startsWith(folderKey)) && after.isBeforeSomeIn(folderKey);
        if ((!fileMatters && !folderMatters) || !ObjectKey.isFileName(name) || key.length() > ObjectKey.MAX_BYTES) {
            return null;
        }
        checkName(file, name);
        Optional<BasicFileAttributes> attributes = FileVersion.attributes(file);
        if (attributes.isEmpty()) {
            return null;
        }
        boolean isFolder = attributes.get().isDirectory();
        if (isFolder ? !folderMatters : !fileMatters || !attributes.get().isRegularFile()) {
            return null;
        }
        return new Child(isFolder ? folderKey : key, file, isFolder, FileVersion.of(attributes.get()));
    }

    /** A name that this JVM cannot write in letters would become the key of no object. */
    private static void checkName(Path file, String name) throws IOException {
        if (name.indexOf('\uFFFD') < 0) {
            return;
        }
        try {
            if (file.resolveSibling(name).equals(file)) {
                return;
            }
        } catch (InvalidPathException notInTheCharsetOfFileNames) {
            // The same answer.
        }
        throw new IOException("the name of the file " + file + " cannot be read in this locale."
                + " Set LC_ALL=C.UTF-8, or rename the file");
    }

    String keyPrefix() {
        return keyPrefix;
    }

    @Nullable
    Child next() {
        return index < children.size() ? children.get(index++) : null;
    }

    boolean isFresh() throws IOException {
        return FileVersion.attributes(path)
                .map(BasicFileAttributes::lastModifiedTime)
                .filter(modified::equals)
                .isPresent();
    }
}
