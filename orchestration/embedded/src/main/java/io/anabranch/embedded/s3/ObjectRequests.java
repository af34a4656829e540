package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The calls that are about one object, or a list of them. */
final class ObjectRequests {
    private static final Set<String> DESCRIPTION = Set.of(
            "ContentType", "ContentEncoding", "ContentLanguage", "ContentDisposition", "CacheControl", "Metadata");
    static final Set<String> PUT = union(DESCRIPTION, "Bucket", "Key", "ContentLength", "IfMatch", "IfNoneMatch");
    static final Set<String> READ =
            Set.of("Bucket", "Key", "Range", "IfMatch", "IfNoneMatch", "IfModifiedSince", "IfUnmodifiedSince");
    private static final Set<String> COPY = union(
            DESCRIPTION,
            "CopySource",
            "SourceBucket",
            "SourceKey",
            "DestinationBucket",
            "DestinationKey",
            "Bucket",
            "Key",
            "CopySourceIfMatch",
            "CopySourceIfNoneMatch",
            "CopySourceIfModifiedSince",
            "CopySourceIfUnmodifiedSince",
            "IfMatch",
            "IfNoneMatch",
            "MetadataDirective");

    /** S3's limit of keys in one DeleteObjects. */
    private static final int MAX_DELETES = 1000;

    private final Buckets buckets;

    ObjectRequests(Buckets buckets) {
        this.buckets = buckets;
    }

    PutObjectResponse put(PutObjectRequest request, RequestBody body) throws IOException {
        RequestFields.check("PutObject", request, PUT);
        FolderBucket.Place place = buckets.require(request.bucket()).writing(key(request.key()));
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        Path file = new BodyFile(place.store().folder()).write(body, request.contentLength());
        FileVersion version = place.store().publish(file, place.key(), condition, description(request, body));
        return Responses.ok(
                200, PutObjectResponse.builder().eTag(version.etag()).size(version.size()));
    }

    static ObjectMetadata description(PutObjectRequest request, RequestBody body) {
        return new ObjectMetadata(
                request.contentType() == null ? body.contentType() : request.contentType(),
                request.contentEncoding(),
                request.contentLanguage(),
                request.contentDisposition(),
                request.cacheControl(),
                request.metadata());
    }

    <T> T get(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) throws IOException {
        RequestFields.check("GetObject", request, READ);
        FolderBucket.Place place = buckets.require(request.bucket()).reading(key(request.key()));
        ObjectStore.Opened opened = place.store().open(place.key());
        try {
            return answer(request, transformer, opened, place.store().metadataOf(opened.object()));
        } catch (IOException | RuntimeException | Error e) {
            opened.channel().close();
            throw e;
        }
    }

    private <T> T answer(
            GetObjectRequest request,
            ResponseTransformer<GetObjectResponse, T> transformer,
            ObjectStore.Opened opened,
            ObjectMetadata metadata)
            throws IOException {
        FileVersion version = opened.object().version();
        new ReadCondition(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .check(version);
        ByteRange range = ByteRange.of(request.range(), version.size());
        GetObjectResponse response = Responses.ok(range.isPartial() ? 206 : 200, found(range, version, metadata));
        FileRangeInputStream bytes = new FileRangeInputStream(opened.channel(), range, opened.guard());
        return transform(transformer, response, bytes);
    }

    /** What a read answers beside the bytes. */
    static GetObjectResponse.Builder found(ByteRange range, Version version, ObjectMetadata metadata) {
        return GetObjectResponse.builder()
                .eTag(version.etag())
                .lastModified(version.lastModified())
                .contentLength(range.length())
                .contentRange(range.isPartial() ? range.contentRange(version.size()) : null)
                .acceptRanges("bytes")
                .contentType(metadata.contentTypeOrDefault())
                .contentEncoding(metadata.contentEncoding())
                .contentLanguage(metadata.contentLanguage())
                .contentDisposition(metadata.contentDisposition())
                .cacheControl(metadata.cacheControl())
                .metadata(metadata.user());
    }

    private static <T> T transform(
            ResponseTransformer<GetObjectResponse, T> transformer,
            GetObjectResponse response,
            FileRangeInputStream bytes)
            throws IOException {
        T result;
        try {
            result = transformer.transform(response, AbortableInputStream.create(bytes, () -> closeQuietly(bytes)));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("The thread was interrupted while it read the response", e);
        } catch (Exception e) {
            throw SdkClientException.create("Cannot read the response of GetObject: " + e.getMessage(), e);
        }
        if (!transformer.needsConnectionLeftOpen()) {
            bytes.close();
        }
        return result;
    }

    /** A file opened for reading loses nothing when its closing fails. */
    private static void closeQuietly(FileRangeInputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            throw SdkClientException.create("Cannot abort the response: " + e.getMessage(), e);
        }
    }

    HeadObjectResponse head(HeadObjectRequest request) throws IOException {
        RequestFields.check("HeadObject", request, READ);
        FolderBucket.Place place = buckets.require(request.bucket()).reading(key(request.key()));
        ObjectStore store = place.store();
        StoredObject object = store.require(place.key());
        FileVersion version = object.version();
        new ReadCondition(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .check(version);
        ByteRange range = ByteRange.of(request.range(), version.size());
        ObjectMetadata metadata = store.metadataOf(object);
        return Responses.ok(range.isPartial() ? 206 : 200, described(range, version, metadata));
    }

    /** The same without the bytes. */
    static HeadObjectResponse.Builder described(ByteRange range, Version version, ObjectMetadata metadata) {
        return HeadObjectResponse.builder()
                .eTag(version.etag())
                .lastModified(version.lastModified())
                .contentLength(range.length())
                .acceptRanges("bytes")
                .contentType(metadata.contentTypeOrDefault())
                .contentEncoding(metadata.contentEncoding())
                .contentLanguage(metadata.contentLanguage())
                .contentDisposition(metadata.contentDisposition())
                .cacheControl(metadata.cacheControl())
                .metadata(metadata.user());
    }

    DeleteObjectResponse delete(DeleteObjectRequest request) throws IOException {
        RequestFields.check("DeleteObject", request, Set.of("Bucket", "Key", "IfMatch"));
        FolderBucket.Place place = buckets.require(request.bucket()).writing(key(request.key()));
        place.store().delete(place.key(), new DeleteCondition(request.ifMatch()));
        return Responses.ok(204, DeleteObjectResponse.builder());
    }

    DeleteObjectsResponse delete(DeleteObjectsRequest request) throws IOException {
        RequestFields.check("DeleteObjects", request, Set.of("Bucket", "Delete"));
        FolderBucket bucket = buckets.require(request.bucket());
        List<ObjectIdentifier> objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > MAX_DELETES) {
            throw S3Errors.error(
                    400, "MalformedXML", "DeleteObjects takes 1 to " + MAX_DELETES + " keys, not " + objects.size());
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier each : objects) {
            RequestFields.check("DeleteObjects", each, Set.of("Key", "ETag"));
            try {
                FolderBucket.Place place = bucket.writing(key(each.key()));
                place.store().delete(place.key(), new DeleteCondition(each.eTag()));
                deleted.add(DeletedObject.builder().key(each.key()).build());
            } catch (AwsServiceException e) {
                errors.add(error(each.key(), e));
            }
        }
        boolean isQuiet = Boolean.TRUE.equals(request.delete().quiet());
        return Responses.ok(
                200,
                DeleteObjectsResponse.builder()
                        .deleted(isQuiet ? List.of() : deleted)
                        .errors(errors));
    }

    static S3Error error(String key, AwsServiceException e) {
        return S3Error.builder()
                .key(key)
                .code(e.awsErrorDetails().errorCode())
                .message(e.awsErrorDetails().errorMessage())
                .build();
    }

    CopyObjectResponse copy(CopyObjectRequest request) throws IOException {
        RequestFields.check("CopyObject", request, COPY);
        CopySource source = CopySource.of(request);
        FolderBucket.Place target = buckets.require(request.destinationBucket()).writing(key(request.destinationKey()));
        FolderBucket.Place origin = buckets.require(source.bucket()).reading(key(source.key()));
        ObjectStore.Opened opened = origin.store().open(origin.key());
        try (FileChannel in = opened.channel()) {
            checkSource(request, opened.object().version());
            ObjectMetadata metadata = request.metadataDirective() == MetadataDirective.REPLACE
                    ? new ObjectMetadata(
                            request.contentType(),
                            request.contentEncoding(),
                            request.contentLanguage(),
                            request.contentDisposition(),
                            request.cacheControl(),
                            request.metadata())
                    : origin.store().metadataOf(opened.object());
            WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
            FileVersion version = target.store()
                    .publish(copied(in, opened.guard(), target.store().folder()), target.key(), condition, metadata);
            return Responses.ok(
                    200,
                    CopyObjectResponse.builder()
                            .copyObjectResult(
                                    result -> result.eTag(version.etag()).lastModified(version.lastModified())));
        }
    }

    private static void checkSource(CopyObjectRequest request, FileVersion version) {
        try {
            new ReadCondition(
                            request.copySourceIfMatch(),
                            request.copySourceIfNoneMatch(),
                            request.copySourceIfModifiedSince(),
                            request.copySourceIfUnmodifiedSince())
                    .check(version);
        } catch (AwsServiceException e) {
            throw S3Errors.preconditionFailed("x-amz-copy-source-if conditions");
        }
    }

    private static Path copied(FileChannel in, ReadGuard guard, BucketFolder folder) throws IOException {
        Path file = folder.temporary();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                done += in.transferTo(done, size - done, out);
            }
            guard.check();
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    static ObjectKey key(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw S3Errors.error(400, "InvalidArgument", "The key of an object cannot be empty");
        }
        int bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (bytes > ObjectKey.MAX_BYTES) {
            throw S3Errors.error(
                    400,
                    "KeyTooLongError",
                    "Your key is too long: " + bytes + " bytes, and " + ObjectKey.MAX_BYTES + " are allowed");
        }
        return new ObjectKey(name);
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new java.util.HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
