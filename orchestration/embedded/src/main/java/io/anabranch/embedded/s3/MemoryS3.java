package io.anabranch.embedded.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * S3 in memory: an {@link software.amazon.awssdk.services.s3.S3Client} for tests and simulations.
 *
 * <p>It answers as S3 does: conditional reads, writes, completions and deletions, ranges, multipart uploads, listings in the order of
 * keys, and ETags that follow from the content alone, so that what is written again as it was has its old ETag again.
 *
 * <p>Every call is one step: it takes effect between two others, whole or not at all. It has no threads, clock or chance of its own:
 * a history of calls has one result. Time stands for the order of writes, a second for each. So two calls never conflict, and S3's
 * {@code 409 ConditionalRequestConflict} never comes from here; who simulates races throws {@link #conflict()} in front of it.
 */
public final class MemoryS3 extends PartialS3 {
    private final NavigableMap<String, MemoryBucket> buckets = new TreeMap<>();
    private final long leastPartBytes;
    private long writes;

    public MemoryS3() {
        this(CompletionRules.MIN_PART_BYTES);
    }

    /** @param leastPartBytes size that all parts of an upload but the last must have; S3's own is 5 MiB */
    public MemoryS3(long leastPartBytes) {
        this.leastPartBytes = leastPartBytes;
    }

    /** The same with buckets. */
    public static MemoryS3 of(String... buckets) {
        MemoryS3 s3 = new MemoryS3();
        for (String bucket : buckets) {
            s3.buckets.put(bucket, new MemoryBucket());
        }
        return s3;
    }

    /** What S3 says when another conditional write to the same key is under way. The caller should try again. */
    public static AwsServiceException conflict() {
        return S3Errors.error(
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.");
    }

    /** Any other answer that is not a success. */
    public static AwsServiceException refusal(int status, String code) {
        return S3Errors.error(status, code, code);
    }

    @Override
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        RequestFields.check("PutObject", request, ObjectRequests.PUT);
        MemoryBucket bucket = bucket(request.bucket());
        String key = ObjectRequests.key(request.key()).name();
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        byte[] bytes = read(body, request.contentLength());
        MemoryObject object = MemoryObject.of(bytes, tick(), ObjectRequests.description(request, body));
        bucket.put(key, object, condition);
        return Responses.ok(200, PutObjectResponse.builder().eTag(object.etag()).size(object.size()));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        RequestFields.check("GetObject", request, ObjectRequests.READ);
        MemoryObject object = find(request.bucket(), request.key());
        new ReadCondition(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .check(object);
        ByteRange range = ByteRange.of(request.range(), object.size());
        GetObjectResponse response =
                Responses.ok(range.isPartial() ? 206 : 200, ObjectRequests.found(range, object, object.metadata()));
        InputStream bytes = new ByteArrayInputStream(object.bytes(), (int) range.offset(), (int) range.length());
        try {
            return transformer.transform(response, AbortableInputStream.create(bytes, () -> {}));
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("The thread was interrupted while it read the response", e);
        } catch (Exception e) {
            throw SdkClientException.create("Cannot read the response of GetObject: " + e.getMessage(), e);
        }
    }

    private synchronized MemoryObject find(String bucket, String key) {
        return bucket(bucket).require(ObjectRequests.key(key).name());
    }

    @Override
    public synchronized HeadObjectResponse headObject(HeadObjectRequest request) {
        RequestFields.check("HeadObject", request, ObjectRequests.READ);
        MemoryObject object = find(request.bucket(), request.key());
        new ReadCondition(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .check(object);
        return Responses.ok(
                200, ObjectRequests.described(ByteRange.of(request.range(), object.size()), object, object.metadata()));
    }

    @Override
    public synchronized DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        RequestFields.check("DeleteObject", request, Set.of("Bucket", "Key", "IfMatch"));
        bucket(request.bucket())
                .delete(ObjectRequests.key(request.key()).name(), new DeleteCondition(request.ifMatch()));
        return Responses.ok(204, DeleteObjectResponse.builder());
    }

    @Override
    public synchronized DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        RequestFields.check("DeleteObjects", request, Set.of("Bucket", "Delete"));
        MemoryBucket bucket = bucket(request.bucket());
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier each : request.delete().objects()) {
            RequestFields.check("DeleteObjects", each, Set.of("Key", "ETag"));
            try {
                bucket.delete(ObjectRequests.key(each.key()).name(), new DeleteCondition(each.eTag()));
                deleted.add(DeletedObject.builder().key(each.key()).build());
            } catch (AwsServiceException e) {
                errors.add(ObjectRequests.error(each.key(), e));
            }
        }
        return Responses.ok(
                200, DeleteObjectsResponse.builder().deleted(deleted).errors(errors));
    }

    @Override
    public synchronized CopyObjectResponse copyObject(CopyObjectRequest request) {
        RequestFields.check(
                "CopyObject",
                request,
                Set.of(
                        "CopySource",
                        "SourceBucket",
                        "SourceKey",
                        "DestinationBucket",
                        "DestinationKey",
                        "Bucket",
                        "Key",
                        "IfMatch",
                        "IfNoneMatch"));
        CopySource source = CopySource.of(request);
        MemoryBucket target = bucket(request.destinationBucket());
        MemoryObject original = find(source.bucket(), source.key());
        MemoryObject copy = MemoryObject.of(original.bytes(), tick(), original.metadata());
        target.put(
                ObjectRequests.key(request.destinationKey()).name(),
                copy,
                new WriteCondition(request.ifMatch(), request.ifNoneMatch()));
        return Responses.ok(
                200,
                CopyObjectResponse.builder()
                        .copyObjectResult(result -> result.eTag(copy.etag()).lastModified(copy.lastModified())));
    }

    @Override
    public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        RequestFields.check(
                "ListObjectsV2",
                request,
                Set.of("Bucket", "Prefix", "Delimiter", "MaxKeys", "ContinuationToken", "StartAfter"));
        MemoryBucket bucket = bucket(request.bucket());
        String prefix = request.prefix() == null ? "" : request.prefix();
        int most = BucketRequests.limit(request);
        MemoryBucket.Page page = bucket.list(prefix, request.delimiter(), most, BucketRequests.start(request));
        KeyMark next = page.next();
        return Responses.ok(
                200,
                ListObjectsV2Response.builder()
                        .name(request.bucket())
                        .prefix(prefix)
                        .delimiter(request.delimiter())
                        .maxKeys(most)
                        .startAfter(request.startAfter())
                        .continuationToken(request.continuationToken())
                        .keyCount(page.keys().size() + page.commonPrefixes().size())
                        .isTruncated(next != null)
                        .nextContinuationToken(next == null ? null : next.token())
                        .contents(page.keys().stream()
                                .map(key -> listed(key, bucket.require(key)))
                                .toList())
                        .commonPrefixes(page.commonPrefixes().stream()
                                .map(each -> CommonPrefix.builder().prefix(each).build())
                                .toList()));
    }

    private static S3Object listed(String key, MemoryObject object) {
        return S3Object.builder()
                .key(key)
                .size(object.size())
                .eTag(object.etag())
                .lastModified(object.lastModified())
                .storageClass(ObjectStorageClass.STANDARD)
                .build();
    }

    @Override
    public synchronized CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        RequestFields.check("CreateMultipartUpload", request, MultipartRequests.CREATE);
        String key = ObjectRequests.key(request.key()).name();
        MemoryBucket bucket = bucket(request.bucket());
        MemoryObject begun = MemoryObject.of(new byte[0], tick(), MultipartRequests.description(request));
        String id = String.format("upload-%08d", writes);
        bucket.uploads.put(id, new MemoryBucket.Upload(key, begun, new TreeMap<>()));
        return Responses.ok(
                200,
                CreateMultipartUploadResponse.builder()
                        .bucket(request.bucket())
                        .key(key)
                        .uploadId(id));
    }

    @Override
    public synchronized UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        RequestFields.check("UploadPart", request, Set.of("Bucket", "Key", "UploadId", "PartNumber", "ContentLength"));
        MemoryBucket.Upload upload = bucket(request.bucket()).upload(request.key(), request.uploadId());
        int number = request.partNumber() == null ? 0 : request.partNumber();
        CompletionRules.checkPartNumber(number);
        MemoryObject part = MemoryObject.of(read(body, request.contentLength()), tick(), ObjectMetadata.NONE);
        upload.parts().put(number, part);
        return Responses.ok(200, UploadPartResponse.builder().eTag(part.etag()));
    }

    @Override
    public synchronized ListPartsResponse listParts(ListPartsRequest request) {
        RequestFields.check("ListParts", request, Set.of("Bucket", "Key", "UploadId"));
        List<Part> parts = new ArrayList<>();
        bucket(request.bucket())
                .upload(request.key(), request.uploadId())
                .parts()
                .forEach((number, part) -> parts.add(MultipartRequests.part(new MultipartUpload.Part(number, part))));
        return Responses.ok(
                200,
                ListPartsResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .uploadId(request.uploadId())
                        .isTruncated(false)
                        .parts(parts));
    }

    @Override
    public synchronized ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        RequestFields.check(
                "ListMultipartUploads",
                request,
                Set.of("Bucket", "Prefix", "MaxUploads", "KeyMarker", "UploadIdMarker"));
        String prefix = request.prefix() == null ? "" : request.prefix();
        List<MultipartUploads.Underway> found = new ArrayList<>();
        bucket(request.bucket()).uploads.forEach((id, upload) -> {
            if (upload.key().startsWith(prefix)) {
                found.add(new MultipartUploads.Underway(
                        upload.key(), id, upload.begun().lastModified()));
            }
        });
        found.sort(MultipartUploads.Underway.ORDER);
        return MultipartRequests.page(request, found);
    }

    @Override
    public synchronized CompleteMultipartUploadResponse completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        RequestFields.check("CompleteMultipartUpload", request, MultipartRequests.COMPLETE);
        MemoryObject object = bucket(request.bucket())
                .complete(
                        request.key(),
                        String.valueOf(request.uploadId()),
                        MultipartRequests.parts(request),
                        new WriteCondition(request.ifMatch(), request.ifNoneMatch()),
                        leastPartBytes);
        return Responses.ok(
                200,
                CompleteMultipartUploadResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .location("/" + request.bucket() + "/" + request.key())
                        .eTag(object.etag()));
    }

    @Override
    public synchronized AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        RequestFields.check("AbortMultipartUpload", request, Set.of("Bucket", "Key", "UploadId"));
        MemoryBucket bucket = bucket(request.bucket());
        bucket.upload(request.key(), request.uploadId());
        bucket.uploads.remove(request.uploadId());
        return Responses.ok(204, AbortMultipartUploadResponse.builder());
    }

    @Override
    public synchronized CreateBucketResponse createBucket(CreateBucketRequest request) {
        RequestFields.check("CreateBucket", request, Set.of("Bucket", "CreateBucketConfiguration", "ObjectOwnership"));
        if (buckets.putIfAbsent(request.bucket(), new MemoryBucket()) != null) {
            throw S3Errors.bucketAlreadyOwnedByYou(request.bucket());
        }
        return Responses.ok(200, CreateBucketResponse.builder().location("/" + request.bucket()));
    }

    @Override
    public synchronized HeadBucketResponse headBucket(HeadBucketRequest request) {
        RequestFields.check("HeadBucket", request, Set.of("Bucket"));
        bucket(request.bucket());
        return Responses.ok(200, HeadBucketResponse.builder().bucketRegion(BucketRequests.REGION));
    }

    @Override
    public synchronized DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        RequestFields.check("DeleteBucket", request, Set.of("Bucket"));
        if (!bucket(request.bucket()).objects.isEmpty()) {
            throw S3Errors.error(
                    409, "BucketNotEmpty", "The bucket you tried to delete is not empty: " + request.bucket());
        }
        buckets.remove(request.bucket());
        return Responses.ok(204, DeleteBucketResponse.builder());
    }

    @Override
    public synchronized ListBucketsResponse listBuckets(ListBucketsRequest request) {
        RequestFields.check("ListBuckets", request, Set.of());
        return Responses.ok(
                200,
                ListBucketsResponse.builder()
                        .buckets(buckets.keySet().stream()
                                .map(name -> Bucket.builder()
                                        .name(name)
                                        .creationDate(Instant.EPOCH)
                                        .build())
                                .toList()));
    }

    @Override
    public void close() {}

    private MemoryBucket bucket(@Nullable String name) {
        MemoryBucket bucket = name == null ? null : buckets.get(name);
        if (bucket == null) {
            throw S3Errors.noSuchBucket(String.valueOf(name));
        }
        return bucket;
    }

    private Instant tick() {
        return Instant.ofEpochSecond(++writes);
    }

    private static byte[] read(RequestBody body, @Nullable Long requestedLength) {
        byte[] bytes;
        try (InputStream in = body.contentStreamProvider().newStream()) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw SdkClientException.create("Cannot read the body of the request: " + e.getMessage(), e);
        }
        long promised = requestedLength != null
                ? requestedLength
                : body.optionalContentLength().orElse((long) bytes.length);
        if (bytes.length != promised) {
            throw SdkClientException.create("The content of the request was " + bytes.length
                    + " bytes, but a content length of " + promised + " was specified");
        }
        return bytes;
    }
}
