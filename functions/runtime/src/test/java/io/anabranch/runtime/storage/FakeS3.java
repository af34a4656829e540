package io.anabranch.runtime.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Objects in memory, ranged and conditional reads, multipart uploads, and faults on demand. */
public final class FakeS3 implements S3Client {
    private static final String BUCKET = "bucket";

    private final Map<String, byte[]> objects = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Map<Integer, byte[]>> uploads = new TreeMap<>();

    /** Every range that was asked for. */
    public final List<String> ranges = new ArrayList<>();

    /** Bytes after which each answer breaks off; 0 for never. */
    public int dropAfter;

    /** Most bytes that one read of an answer gives. */
    public int bytesPerRead = Integer.MAX_VALUE;

    /** Status to answer to everything; 0 to do as told. */
    public int refuseWith;

    public ObjectRef put(String key, byte[] bytes) {
        objects.put(key, bytes);
        versions.merge(key, 1, Integer::sum);
        return new ObjectRef(new S3Uri(BUCKET, key), etag(key), bytes.length);
    }

    /** The parts of an upload, joined. */
    public byte[] uploaded(String uploadId) {
        int size = uploads.get(uploadId).values().stream()
                .mapToInt(part -> part.length)
                .sum();
        byte[] all = new byte[size];
        int filled = 0;
        for (byte[] part : uploads.get(uploadId).values()) {
            System.arraycopy(part, 0, all, filled, part.length);
            filled += part.length;
        }
        return all;
    }

    public List<String> uploadIds() {
        return List.copyOf(uploads.keySet());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        refuse();
        ranges.add(request.range());
        byte[] bytes = objects.get(request.key());
        if (bytes == null) {
            throw failure(404, "NoSuchKey");
        }
        if (!etag(request.key()).equals(request.ifMatch())) {
            throw failure(412, "PreconditionFailed");
        }
        String[] range = request.range().substring("bytes=".length()).split("-");
        int from = Integer.parseInt(range[0]);
        int to = Math.min(bytes.length, Integer.parseInt(range[1]) + 1);
        if (from >= bytes.length) {
            throw failure(416, "InvalidRange");
        }
        InputStream body = new Dropping(new ByteArrayInputStream(bytes, from, to - from));
        return new ResponseInputStream<>(
                GetObjectResponse.builder().build(), AbortableInputStream.create(body, () -> {}));
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        refuse();
        String id = "upload-" + (uploads.size() + 1);
        uploads.put(id, new TreeMap<>());
        return CreateMultipartUploadResponse.builder().uploadId(id).build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        refuse();
        try (InputStream in = body.contentStreamProvider().newStream()) {
            uploads.get(request.uploadId()).put(request.partNumber(), in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return UploadPartResponse.builder()
                .eTag("\"part-" + request.partNumber() + "\"")
                .build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        refuse();
        uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    private String etag(String key) {
        return "\"" + key + "-" + versions.get(key) + "\"";
    }

    private void refuse() {
        if (refuseWith != 0) {
            throw failure(refuseWith, "Refused");
        }
    }

    private static S3Exception failure(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode(code)
                        .build())
                .message(code)
                .build();
    }

    private final class Dropping extends InputStream {
        private final InputStream in;
        private int given;

        Dropping(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (dropAfter > 0 && given >= dropAfter) {
                throw new IOException("Connection reset");
            }
            int most = Math.min(length, bytesPerRead);
            int count = in.read(target, offset, dropAfter > 0 ? Math.min(most, dropAfter - given) : most);
            given += Math.max(0, count);
            return count;
        }
    }
}
