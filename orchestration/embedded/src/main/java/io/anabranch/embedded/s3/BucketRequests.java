package io.anabranch.embedded.s3;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The calls that are about a bucket: its life, and what is in it. */
final class BucketRequests {
    static final String REGION = "us-east-1";
    private static final int MAX_KEYS = 1000;

    private final Buckets buckets;
    private final Listings listings = new Listings();

    BucketRequests(Buckets buckets) {
        this.buckets = buckets;
    }

    CreateBucketResponse create(CreateBucketRequest request) throws IOException {
        RequestFields.check("CreateBucket", request, Set.of("Bucket", "CreateBucketConfiguration", "ObjectOwnership"));
        buckets.create(request.bucket());
        return Responses.ok(200, CreateBucketResponse.builder().location("/" + request.bucket()));
    }

    HeadBucketResponse head(HeadBucketRequest request) {
        RequestFields.check("HeadBucket", request, Set.of("Bucket"));
        buckets.require(request.bucket());
        return Responses.ok(200, HeadBucketResponse.builder().bucketRegion(REGION));
    }

    GetBucketLocationResponse location(GetBucketLocationRequest request) {
        RequestFields.check("GetBucketLocation", request, Set.of("Bucket"));
        buckets.require(request.bucket());
        // us-east-1 has no location constraint.
        return Responses.ok(200, GetBucketLocationResponse.builder());
    }

    DeleteBucketResponse delete(DeleteBucketRequest request) throws IOException {
        RequestFields.check("DeleteBucket", request, Set.of("Bucket"));
        KeyCursor first = KeyCursor.open(buckets.require(request.bucket()), "", KeyMark.START);
        buckets.delete(request.bucket(), first.peek() != null);
        return Responses.ok(204, DeleteBucketResponse.builder());
    }

    ListBucketsResponse list(ListBucketsRequest request) throws IOException {
        RequestFields.check("ListBuckets", request, Set.of("Prefix"));
        String prefix = request.prefix() == null ? "" : request.prefix();
        List<Bucket> found = buckets.list().entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(each -> Bucket.builder()
                        .name(each.getKey())
                        .creationDate(each.getValue())
                        .build())
                .toList();
        return Responses.ok(200, ListBucketsResponse.builder().buckets(found));
    }

    ListObjectsV2Response list(ListObjectsV2Request request) throws IOException {
        RequestFields.check(
                "ListObjectsV2",
                request,
                Set.of("Bucket", "Prefix", "Delimiter", "MaxKeys", "ContinuationToken", "StartAfter"));
        FolderBucket bucket = buckets.require(request.bucket());
        String prefix = request.prefix() == null ? "" : request.prefix();
        int limit = limit(request);
        Listings.Page page =
                listings.page(bucket, new Listings.Query(prefix, request.delimiter(), limit), start(request));
        KeyMark next = page.next();
        return Responses.ok(
                200,
                ListObjectsV2Response.builder()
                        .name(request.bucket())
                        .prefix(prefix)
                        .delimiter(request.delimiter())
                        .maxKeys(limit)
                        .startAfter(request.startAfter())
                        .continuationToken(request.continuationToken())
                        .keyCount(page.objects().size() + page.commonPrefixes().size())
                        .isTruncated(next != null)
                        .nextContinuationToken(next == null ? null : next.token())
                        .contents(page.objects().stream()
                                .map(BucketRequests::describe)
                                .toList())
                        .commonPrefixes(page.commonPrefixes().stream()
                                .map(each -> CommonPrefix.builder().prefix(each).build())
                                .toList()));
    }

    static int limit(ListObjectsV2Request request) {
        int maxKeys = request.maxKeys() == null ? MAX_KEYS : request.maxKeys();
        if (maxKeys < 0) {
            throw S3Errors.error(
                    400, "InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647");
        }
        return Math.min(MAX_KEYS, maxKeys);
    }

    static KeyMark start(ListObjectsV2Request request) {
        if (request.continuationToken() != null) {
            return KeyMark.ofToken(request.continuationToken());
        }
        return request.startAfter() == null ? KeyMark.START : KeyMark.afterKey(request.startAfter());
    }

    private static S3Object describe(StoredObject object) {
        return S3Object.builder()
                .key(object.key())
                .size(object.version().size())
                .eTag(object.version().etag())
                .lastModified(object.version().lastModified())
                .storageClass(ObjectStorageClass.STANDARD)
                .build();
    }
}
