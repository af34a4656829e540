package io.anabranch.runtime.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/** S3 in a map, as far as planning, barriers and commits use it: conditional puts, ranges, listings, multipart uploads. */
public final class MemoryS3 implements S3Client {
    private record Stored(byte[] bytes, String etag) {}

    private record Upload(String bucket, String key, NavigableMap<Integer, byte[]> parts) {}

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile BiConsumer<String, String> before = (operation, uri) -> {};

    /** Operations in the order in which they came, as {@code "put s3://b/k"}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Calls {@code fault} with operation and address before each request; what it throws, the request throws. */
    public void onRequest(BiConsumer<String, String> fault) {
        before = fault;
    }

    public void store(String uri, String text) {
        store(uri, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public String store(String uri, byte[] bytes) {
        Stored stored = new Stored(bytes, etag(bytes));
        objects.put(uri, stored);
        return stored.etag;
    }

    public byte[] bytes(String uri) {
        Stored stored = objects.get(uri);
        if (stored == null) {
            throw new AssertionError("no object " + uri + " among " + objects.keySet());
        }
        return stored.bytes;
    }

    public String text(String uri) {
        return new String(bytes(uri), java.nio.charset.StandardCharsets.UTF_8);
    }

    public List<String> uris() {
        return List.copyOf(objects.keySet());
    }

    public List<String> uris(String prefix) {
        return objects.keySet().stream().filter(uri -> uri.startsWith(prefix)).toList();
    }

    public int openUploads() {
        return uploads.size();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        String uri = called("put", request.bucket(), request.key());
        byte[] bytes = read(body);
        Stored stored = new Stored(bytes, etag(bytes));
        synchronized (this) {
            if (request.ifNoneMatch() != null && objects.containsKey(uri)) {
                throw failure(412, "PreconditionFailed");
            }
            if (request.ifMatch() != null
                    && (!objects.containsKey(uri) || !objects.get(uri).etag.equals(request.ifMatch()))) {
                throw failure(412, "PreconditionFailed");
            }
            objects.put(uri, stored);
        }
        return PutObjectResponse.builder().eTag(stored.etag).build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        String uri = called("get", request.bucket(), request.key());
        Stored stored = objects.get(uri);
        if (stored == null) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("no " + uri)
                    .build();
        }
        if (request.ifMatch() != null && !request.ifMatch().equals(stored.etag)) {
            throw failure(412, "PreconditionFailed");
        }
        byte[] bytes = range(stored.bytes, request.range());
        try {
            return transformer.transform(
                    GetObjectResponse.builder()
                            .eTag(stored.etag)
                            .contentLength((long) bytes.length)
                            .build(),
                    AbortableInputStream.create(new java.io.ByteArrayInputStream(bytes)));
        } catch (Exception e) {
            throw SdkClientException.create("transformer failed", e);
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        String uri = called("head", request.bucket(), request.key());
        Stored stored = objects.get(uri);
        if (stored == null) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("no " + uri)
                    .build();
        }
        return HeadObjectResponse.builder()
                .eTag(stored.etag)
                .contentLength((long) stored.bytes.length)
                .build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        objects.remove(called("delete", request.bucket(), request.key()));
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        called("list", request.bucket(), prefix);
        String root = "s3://" + request.bucket() + "/";
        String after = request.continuationToken() != null ? request.continuationToken() : root + prefix;
        boolean inclusive = request.continuationToken() == null;
        int most = request.maxKeys() == null ? 1000 : Math.min(1000, request.maxKeys());
        List<S3Object> page = new ArrayList<>();
        String last = null;
        boolean truncated = false;
        for (Map.Entry<String, Stored> entry : objects.tailMap(after, inclusive).entrySet()) {
            if (!entry.getKey().startsWith(root + prefix)) {
                break;
            }
            if (page.size() == most) {
                truncated = true;
                break;
            }
            last = entry.getKey();
            page.add(S3Object.builder()
                    .key(last.substring(root.length()))
                    .eTag(entry.getValue().etag)
                    .size((long) entry.getValue().bytes.length)
                    .build());
        }
        return ListObjectsV2Response.builder()
                .contents(page)
                .keyCount(page.size())
                .isTruncated(truncated)
                .nextContinuationToken(truncated ? last : null)
                .build();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        called("create-upload", request.bucket(), request.key());
        String id = "upload-" + ids.incrementAndGet();
        uploads.put(id, new Upload(request.bucket(), request.key(), new TreeMap<>()));
        return CreateMultipartUploadResponse.builder().uploadId(id).build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        called("upload-part", request.bucket(), request.key());
        byte[] bytes = read(body);
        upload(request.uploadId()).parts.put(request.partNumber(), bytes);
        return UploadPartResponse.builder().eTag(etag(bytes)).build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        String uri = called("complete-upload", request.bucket(), request.key());
        Upload upload = upload(request.uploadId());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (CompletedPart part : request.multipartUpload().parts()) {
            byte[] bytes = upload.parts.get(part.partNumber());
            if (bytes == null || !etag(bytes).equals(part.eTag())) {
                throw failure(400, "InvalidPart");
            }
            all.writeBytes(bytes);
        }
        synchronized (this) {
            if (request.ifNoneMatch() != null && objects.containsKey(uri)) {
                throw failure(412, "PreconditionFailed");
            }
            uploads.remove(request.uploadId());
            return CompleteMultipartUploadResponse.builder()
                    .eTag(store(uri, all.toByteArray()))
                    .build();
        }
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        called("abort-upload", request.bucket(), request.key());
        upload(request.uploadId());
        uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        called("list-uploads", request.bucket(), prefix);
        List<MultipartUpload> found = new ArrayList<>();
        uploads.forEach((id, upload) -> {
            if (upload.bucket.equals(request.bucket()) && upload.key.startsWith(prefix)) {
                found.add(MultipartUpload.builder().key(upload.key).uploadId(id).build());
            }
        });
        return ListMultipartUploadsResponse.builder()
                .uploads(found)
                .isTruncated(false)
                .build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    /** An answer of S3 that is not a success. */
    public static S3Exception failure(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(code)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode(code)
                        .build())
                .build();
    }

    private Upload upload(@Nullable String id) {
        Upload upload = id == null ? null : uploads.get(id);
        if (upload == null) {
            throw NoSuchUploadException.builder()
                    .statusCode(404)
                    .message("no upload " + id)
                    .build();
        }
        return upload;
    }

    private String called(String operation, String bucket, String key) {
        String uri = "s3://" + bucket + "/" + key;
        before.accept(operation, uri);
        calls.add(operation + " " + uri);
        return uri;
    }

    private static byte[] read(RequestBody body) {
        try (var in = body.contentStreamProvider().newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] range(byte[] bytes, @Nullable String range) {
        if (range == null) {
            return bytes;
        }
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        if (from >= bytes.length) {
            throw failure(416, "InvalidRange");
        }
        int to = ends[1].isEmpty() ? bytes.length : Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static String etag(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format(Locale.ROOT, "\"%08x-%d\"", crc.getValue(), bytes.length);
    }
}
