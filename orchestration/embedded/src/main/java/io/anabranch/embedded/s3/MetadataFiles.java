package io.anabranch.embedded.s3;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/**
 * The metadata of objects that have other than their keys imply, one small file per version of an object: written before the object is
 * published, removed after its successor is. A file that a user edits becomes another version, which has none.
 */
final class MetadataFiles {
    private static final ObjectMetadata JSON = new ObjectMetadata("application/json", null, null, null, null, Map.of());

    private final BucketFolder folder;

    MetadataFiles(BucketFolder folder) {
        this.folder = folder;
    }

    ObjectMetadata read(ObjectKey key, FileVersion version) throws IOException {
        if (!Files.isDirectory(folder.metadata())) {
            return impliedBy(key);
        }
        return read(ofKey(key).resolve(fileName(version.unmarked())), impliedBy(key));
    }

    /** @param otherwise what holds if there is no such file */
    static ObjectMetadata read(Path file, ObjectMetadata otherwise) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException none) {
            return otherwise;
        }
        return ObjectMetadata.of(properties);
    }

    /** Nearly all objects that have metadata are JSON and say so. */
    private static ObjectMetadata impliedBy(ObjectKey key) {
        return key.name().endsWith(".json") ? JSON : ObjectMetadata.NONE;
    }

    void write(ObjectKey key, FileVersion version, ObjectMetadata metadata) throws IOException {
        if (metadata.equals(impliedBy(key))) {
            return;
        }
        Path temporary = folder.temporary();
        store(metadata.toProperties(), temporary);
        Files.createDirectories(ofKey(key));
        Files.move(temporary, ofKey(key).resolve(fileName(version)), StandardCopyOption.ATOMIC_MOVE);
    }

    static void store(Properties properties, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    void removeAllBut(ObjectKey key, FileVersion version) throws IOException {
        remove(key, fileName(version));
    }

    void removeAll(ObjectKey key) throws IOException {
        remove(key, "");
    }

    private void remove(ObjectKey key, String kept) throws IOException {
        if (!Files.isDirectory(folder.metadata())) {
            return;
        }
        Path ofKey = ofKey(key);
        boolean empty = true;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ofKey)) {
            for (Path file : files) {
                if (file.getFileName().toString().equals(kept)) {
                    empty = false;
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException none) {
            return;
        }
        if (empty) {
            Files.deleteIfExists(ofKey);
        }
    }

    private Path ofKey(ObjectKey key) {
        return folder.metadata().resolve(key.digest());
    }

    private static String fileName(FileVersion version) {
        return version.etag().replace("\"", "");
    }
}
