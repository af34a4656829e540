package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls of a multipart upload. */
final class MultipartRequests {
    static final Set<String> CREATE = Set.of(
            "Bucket",
            "Key",
            "ContentType",
            "ContentEncoding",
            "ContentLanguage",
            "ContentDisposition",
            "CacheControl",
            "Metadata");
    static final Set<String> COMPLETE =
            Set.of("Bucket", "Key", "UploadId", "MultipartUpload", "IfMatch", "IfNoneMatch");

    private static final int MAX_LISTED = 1000;

    private final Buckets buckets;

    MultipartRequests(Buckets buckets) {
        this.buckets = buckets;
    }

    CreateMultipartUploadResponse create(CreateMultipartUploadRequest request) throws IOException {
        RequestFields.check("CreateMultipartUpload", request, CREATE);
        FolderBucket.Place place = place(request.bucket(), request.key());
        String id = new MultipartUploads(place.store()).create(place.key(), description(request));
        return Responses.ok(
                200,
                CreateMultipartUploadResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .uploadId(id));
    }

    UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) throws IOException {
        RequestFields.check("UploadPart", request, Set.of("Bucket", "Key", "UploadId", "PartNumber", "ContentLength"));
        FolderBucket.Place place = place(request.bucket(), request.key());
        MultipartUploads uploads = new MultipartUploads(place.store());
        String id = id(request.uploadId());
        uploads.check(place.key(), id);
        int number = request.partNumber() == null ? 0 : request.partNumber();
        Path file = new BodyFile(place.store().folder()).write(body, request.contentLength());
        FileVersion version = uploads.uploadPart(place.key(), id, number, file);
        return Responses.ok(200, UploadPartResponse.builder().eTag(version.etag()));
    }

    ListPartsResponse listParts(ListPartsRequest request) throws IOException {
        RequestFields.check("ListParts", request, Set.of("Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker"));
        int marker = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        int max = limit(request.maxParts());
        FolderBucket.Place place = place(request.bucket(), request.key());
        List<MultipartUpload.Part> after = new MultipartUploads(place.store())
                .parts(place.key(), id(request.uploadId())).stream()
                        .filter(part -> part.number() > marker)
                        .toList();
        List<MultipartUpload.Part> page = after.subList(0, Math.min(max, after.size()));
        return Responses.ok(
                200,
                ListPartsResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .uploadId(request.uploadId())
                        .maxParts(max)
                        .partNumberMarker(marker)
                        .isTruncated(page.size() < after.size())
                        .nextPartNumberMarker(
                                page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                        .parts(page.stream().map(MultipartRequests::part).toList()));
    }

    static ObjectMetadata description(CreateMultipartUploadRequest request) {
        return new ObjectMetadata(
                request.contentType(),
                request.contentEncoding(),
                request.contentLanguage(),
                request.contentDisposition(),
                request.cacheControl(),
                request.metadata());
    }

    static Part part(MultipartUpload.Part part) {
        return Part.builder()
                .partNumber(part.number())
                .eTag(part.version().etag())
                .size(part.version().size())
                .lastModified(part.version().lastModified())
                .build();
    }

    CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) throws IOException {
        RequestFields.check("CompleteMultipartUpload", request, COMPLETE);
        FolderBucket.Place place = place(request.bucket(), request.key());
        FileVersion version = new MultipartUploads(place.store())
                .complete(
                        place.key(),
                        id(request.uploadId()),
                        parts(request),
                        new WriteCondition(request.ifMatch(), request.ifNoneMatch()));
        return Responses.ok(
                200,
                CompleteMultipartUploadResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .location("/" + request.bucket() + "/" + request.key())
                        .eTag(version.etag()));
    }

    static List<CompletedPart> parts(CompleteMultipartUploadRequest request) {
        List<CompletedPart> parts = request.multipartUpload() == null
                ? List.of()
                : request.multipartUpload().parts();
        for (CompletedPart part : parts) {
            RequestFields.check("CompleteMultipartUpload", part, Set.of("PartNumber", "ETag"));
        }
        return parts;
    }

    AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) throws IOException {
        RequestFields.check("AbortMultipartUpload", request, Set.of("Bucket", "Key", "UploadId"));
        FolderBucket.Place place = place(request.bucket(), request.key());
        new MultipartUploads(place.store()).abort(place.key(), id(request.uploadId()));
        return Responses.ok(204, AbortMultipartUploadResponse.builder());
    }

    ListMultipartUploadsResponse list(ListMultipartUploadsRequest request) throws IOException {
        RequestFields.check(
                "ListMultipartUploads",
                request,
                Set.of("Bucket", "Prefix", "MaxUploads", "KeyMarker", "UploadIdMarker"));
        String prefix = request.prefix() == null ? "" : request.prefix();
        List<MultipartUploads.Underway> found = new ArrayList<>();
        for (FolderBucket.Area area : buckets.require(request.bucket()).areas(prefix)) {
            String within = String.valueOf(area.within(prefix));
            for (MultipartUploads.Underway upload :
                    new MultipartUploads(area.store()).list(key -> key.startsWith(within))) {
                found.add(new MultipartUploads.Underway(
                        area.keyPrefix() + upload.key(), upload.id(), upload.initiated()));
            }
        }
        found.sort(MultipartUploads.Underway.ORDER);
        return page(request, found);
    }

    /** What a page shows of uploads that are in order. */
    static ListMultipartUploadsResponse page(
            ListMultipartUploadsRequest request, List<MultipartUploads.Underway> uploads) {
        int max = limit(request.maxUploads());
        List<MultipartUploads.Underway> after =
                uploads.stream().filter(upload -> isAfter(upload, request)).toList();
        List<MultipartUploads.Underway> page = after.subList(0, Math.min(max, after.size()));
        boolean isTruncated = page.size() < after.size();
        MultipartUploads.Underway last = page.isEmpty() ? null : page.get(page.size() - 1);
        return Responses.ok(
                200,
                ListMultipartUploadsResponse.builder()
                        .bucket(request.bucket())
                        .prefix(request.prefix())
                        .keyMarker(request.keyMarker())
                        .uploadIdMarker(request.uploadIdMarker())
                        .maxUploads(max)
                        .isTruncated(isTruncated)
                        .nextKeyMarker(isTruncated && last != null ? last.key() : null)
                        .nextUploadIdMarker(isTruncated && last != null ? last.id() : null)
                        .uploads(page.stream().map(upload -> describe(upload)).toList()));
    }

    private static boolean isAfter(MultipartUploads.Underway upload, ListMultipartUploadsRequest request) {
        if (request.keyMarker() == null || request.keyMarker().isEmpty()) {
            return true;
        }
        int order = ObjectKey.ORDER.compare(upload.key(), request.keyMarker());
        // Without an upload's id the marker stands behind all uploads of its key.
        String idMarker = request.uploadIdMarker();
        return order > 0 || (order == 0 && idMarker != null && upload.id().compareTo(idMarker) > 0);
    }

    private static software.amazon.awssdk.services.s3.model.MultipartUpload describe(MultipartUploads.Underway upload) {
        return software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                .key(upload.key())
                .uploadId(upload.id())
                .initiated(upload.initiated())
                .build();
    }

    private FolderBucket.Place place(String bucket, String key) {
        return buckets.require(bucket).writing(ObjectRequests.key(key));
    }

    private static String id(String uploadId) {
        return uploadId == null ? "" : uploadId;
    }

    private static int limit(Integer requested) {
        return requested == null ? MAX_LISTED : Math.max(0, Math.min(MAX_LISTED, requested));
    }
}
