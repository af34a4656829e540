package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.WriteClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The buckets there are: those that were given a folder, which exist always, and the folders below the root, which can come and go. */
final class Buckets implements Closeable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Map<String, Path> given;
    private final @Nullable Path root;
    private final @Nullable Collection<Path> writable;
    private final WriteClock clock;
    private final Map<String, FolderBucket> buckets = new ConcurrentHashMap<>();

    Buckets(Map<String, Path> given, @Nullable Path root, @Nullable Collection<Path> writable, WriteClock clock) {
        this.given = given;
        this.root = root;
        this.writable = writable;
        this.clock = clock;
    }

    FolderBucket require(@Nullable String bucket) {
        if (bucket == null || bucket.isEmpty()) {
            throw S3Errors.error(400, "InvalidBucketName", "The specified bucket is not valid: " + bucket);
        }
        Path folder = folder(bucket).orElseThrow(() -> S3Errors.noSuchBucket(bucket));
        return buckets.computeIfAbsent(bucket, name -> new FolderBucket(name, folder, writable, clock));
    }

    void create(String bucket) throws IOException {
        if (!NAME.matcher(bucket).matches() || bucket.contains("..")) {
            throw S3Errors.error(400, "InvalidBucketName", "The specified bucket is not valid: " + bucket);
        }
        if (folder(bucket).isPresent()) {
            throw S3Errors.bucketAlreadyOwnedByYou(bucket);
        }
        if (root == null) {
            throw new UnsupportedOperationException("Cannot create the bucket " + bucket
                    + ": the embedded S3 has no root folder. Give it one, or give the bucket a folder");
        }
        Files.createDirectories(root.resolve(bucket));
    }

    /** Deletes an empty bucket. */
    void delete(String bucket, boolean holdsObjects) throws IOException {
        FolderBucket found = require(bucket);
        if (given.containsKey(bucket)) {
            throw new UnsupportedOperationException("Cannot delete the bucket " + bucket + ": it is the folder "
                    + given.get(bucket) + " that this client was given. Delete the folder");
        }
        if (holdsObjects) {
            throw S3Errors.error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty: " + bucket);
        }
        buckets.remove(bucket);
        found.close();
        deleteTree(found.root());
    }

    /** Names and the time of creation, as far as a folder tells it. */
    Map<String, Instant> list() throws IOException {
        Map<String, Instant> found = new TreeMap<>();
        for (Map.Entry<String, Path> each : given.entrySet()) {
            found.put(each.getKey(), created(each.getValue()));
        }
        if (root != null && Files.isDirectory(root)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
                for (Path each : folders) {
                    String name = each.getFileName().toString();
                    if (NAME.matcher(name).matches()) {
                        found.putIfAbsent(name, created(each));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        for (FolderBucket bucket : buckets.values()) {
            bucket.close();
        }
    }

    private Optional<Path> folder(String bucket) {
        Path mapped = given.get(bucket);
        if (mapped != null) {
            return Optional.of(mapped);
        }
        if (root == null || !NAME.matcher(bucket).matches()) {
            return Optional.empty();
        }
        return Optional.of(root.resolve(bucket)).filter(Files::isDirectory);
    }

    private static Instant created(Path folder) throws IOException {
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class)
                    .creationTime()
                    .toInstant();
        } catch (NoSuchFileException notYet) {
            return Instant.EPOCH;
        }
    }

    /** What is left of a bucket without objects: empty folders, and ours. */
    private static void deleteTree(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isDirectory(child) && !Files.isSymbolicLink(child)) {
                    deleteTree(child);
                } else {
                    Files.deleteIfExists(child);
                }
            }
        }
        Files.deleteIfExists(folder);
    }
}
