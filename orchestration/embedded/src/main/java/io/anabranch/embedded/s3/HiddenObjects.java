package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The objects whose keys cannot be the names of files: {@code a/} and {@code a//b}, {@code ..}, a name of 300 bytes, or {@code a}
 * beside {@code a/b}. They are few; each is a file named by the digest of its key, and a file beside it that holds the key.
 */
final class HiddenObjects {
    private static final String KEY_SUFFIX = ".key";

    private final BucketFolder folder;

    HiddenObjects(BucketFolder folder) {
        this.folder = folder;
    }

    Optional<StoredObject> find(ObjectKey key) throws IOException {
        if (!Files.isDirectory(folder.objects())) {
            return Optional.empty();
        }
        Path file = file(key);
        return FileObserver.OF_OURS.version(file).map(version -> new StoredObject(key.name(), file, version));
    }

    boolean isOf(ObjectKey key, Path file) {
        return file.startsWith(folder.objects()) && file.equals(file(key));
    }

    /** Records the key, which changes nothing as long as no object is put, and returns where the object goes. */
    Path prepare(ObjectKey key) throws IOException {
        Path file = file(key);
        Path name = folder.objects().resolve(file.getFileName() + KEY_SUFFIX);
        if (!Files.exists(name)) {
            Files.createDirectories(folder.objects());
            Path temporary = folder.temporary();
            Files.writeString(temporary, key.name(), StandardCharsets.UTF_8);
            Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    void forget(ObjectKey key) throws IOException {
        Files.deleteIfExists(folder.objects().resolve(file(key).getFileName() + KEY_SUFFIX));
    }

    /** All of them with this prefix, in the order of keys. */
    List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder.objects(), "*" + KEY_SUFFIX)) {
            for (Path name : names) {
                String key = Files.readString(name, StandardCharsets.UTF_8);
                if (key.startsWith(prefix)) {
                    find(new ObjectKey(key)).ifPresent(found::add);
                }
            }
        } catch (NoSuchFileException noneEver) {
            return List.of();
        }
        found.sort(Comparator.comparing(StoredObject::key, ObjectKey.ORDER));
        return found;
    }

    private Path file(ObjectKey key) {
        return folder.objects().resolve(key.digest());
    }
}
