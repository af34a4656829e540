package io.anabranch.embedded.s3;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The multipart uploads of one bucket. Nothing of an upload is an object before it is completed. */
final class MultipartUploads {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{48}");
    private static final String KEY = "anabranch.key";
    private static final String INITIATED = "anabranch.initiated";

    private final ObjectStore store;
    private final BucketFolder folder;

    MultipartUploads(ObjectStore store) {
        this.store = store;
        this.folder = store.folder();
    }

    /** An upload that is under way. */
    record Underway(String key, String id, Instant initiated) {
        static final Comparator<Underway> ORDER =
                Comparator.comparing(Underway::key, ObjectKey.ORDER).thenComparing(Underway::id);
    }

    String create(ObjectKey key, ObjectMetadata metadata) throws IOException {
        Properties properties = metadata.toProperties();
        properties.setProperty(KEY, key.name());
        properties.setProperty(INITIATED, Instant.now().toString());
        Path temporary = folder.temporary();
        Files.createDirectory(temporary);
        MetadataFiles.store(properties, new MultipartUpload(temporary).description());
        Files.createDirectories(folder.uploads());
        // Ids of one key ascend in time, as S3 lists them.
        byte[] chance = new byte[16];
        ThreadLocalRandom.current().nextBytes(chance);
        String id =
                String.format("%016x", store.clock().next()) + HexFormat.of().formatHex(chance);
        Files.move(temporary, folder.uploads().resolve(id), StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    FileVersion uploadPart(ObjectKey key, String id, int number, Path body) throws IOException {
        try {
            CompletionRules.checkPartNumber(number);
            FileVersion version = FileVersion.stamp(body, store.clock());
            if (version.size() > CompletionRules.MAX_PART_BYTES) {
                throw S3Errors.error(
                        400,
                        "EntityTooLarge",
                        "Your proposed upload exceeds the maximum allowed size: " + version.size());
            }
            check(key, id);
            return folder.uploadLocks().locked(id, () -> {
                MultipartUpload upload = require(key, id);
                if (upload.isBeingCompleted()) {
                    throw S3Errors.error(409, "OperationAborted", "The upload is being completed: " + id);
                }
                Files.move(
                        body,
                        upload.partFile(number),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return version;
            });
        } finally {
            Files.deleteIfExists(body);
        }
    }

    /** Refuses an unknown upload, before a lock is taken or a part's bytes are written for it. */
    void check(ObjectKey key, String id) throws IOException {
        require(key, id);
    }

    List<MultipartUpload.Part> parts(ObjectKey key, String id) throws IOException {
        check(key, id);
        return folder.uploadLocks().locked(id, () -> require(key, id).parts());
    }

    FileVersion complete(ObjectKey key, String id, List<CompletedPart> parts, WriteCondition condition)
            throws IOException {
        check(key, id);
        return folder.uploadLocks().locked(id, () -> {
            MultipartUpload upload = require(key, id);
            CompletionRules.checkOrder(parts);
            ObjectMetadata metadata = MetadataFiles.read(upload.description(), ObjectMetadata.NONE);
            Path assembled = upload.assemble(parts, store.clock(), folder.temporary());
            FileVersion version = store.publishOnce(assembled, key, condition, metadata);
            upload.remove();
            return version;
        });
    }

    void abort(ObjectKey key, String id) throws IOException {
        check(key, id);
        folder.uploadLocks().locked(id, () -> {
            MultipartUpload upload = require(key, id);
            upload.remove();
            return upload;
        });
    }

    List<Underway> list(Predicate<String> keys) throws IOException {
        List<Underway> found = new ArrayList<>();
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folder.uploads())) {
            for (Path each : uploads) {
                describe(new MultipartUpload(each))
                        .filter(upload -> keys.test(upload.key()))
                        .ifPresent(found::add);
            }
        } catch (NoSuchFileException noneEver) {
            return List.of();
        }
        found.sort(Underway.ORDER);
        return found;
    }

    private MultipartUpload require(ObjectKey key, String id) throws IOException {
        if (isPossible(id)) {
            MultipartUpload upload = new MultipartUpload(folder.uploads().resolve(id));
            Optional<Underway> described = describe(upload);
            if (described.isPresent() && described.get().key().equals(key.name())) {
                return upload;
            }
        }
        throw S3Errors.noSuchUpload(id);
    }

    /** Also keeps an id from naming a path, and an unknown one from creating a lock file. */
    private boolean isPossible(String id) {
        return ID.matcher(id).matches() && Files.isDirectory(folder.uploads());
    }

    private static Optional<Underway> describe(MultipartUpload upload) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(upload.description())) {
            properties.load(reader);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        return Optional.of(new Underway(
                properties.getProperty(KEY), upload.id(), Instant.parse(properties.getProperty(INITIATED))));
    }
}
