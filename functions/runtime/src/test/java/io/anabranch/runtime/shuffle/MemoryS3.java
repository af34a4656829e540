package io.anabranch.runtime.shuffle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** As much of S3 as a shuffle uses, in a map; bodies can be made to break off, and puts to fail. */
final class MemoryS3 implements S3Client {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<Integer, byte[]> parts = new TreeMap<>();
    final AtomicInteger puts = new AtomicInteger();
    final AtomicInteger gets = new AtomicInteger();
    final AtomicInteger aborts = new AtomicInteger();

    /** Bodies of so many GETs to come end half-way. */
    final AtomicInteger brokenBodies = new AtomicInteger();

    volatile int failingPart = -1;

    static String etag(byte[] bytes) {
        return "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        puts.incrementAndGet();
        byte[] bytes = read(body);
        objects.put(request.key(), bytes);
        return PutObjectResponse.builder().eTag(etag(bytes)).build();
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        gets.incrementAndGet();
        byte[] bytes = objects.get(request.key());
        if (bytes == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        if (!etag(bytes).equals(request.ifMatch())) {
            throw S3Exception.builder().statusCode(412).build();
        }
        String[] range = request.range().substring("bytes=".length()).split("-");
        byte[] part = Arrays.copyOfRange(bytes, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        boolean broken = brokenBodies.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        InputStream body = broken ? new BrokenStream(part) : new ByteArrayInputStream(part);
        try {
            return transformer.transform(
                    GetObjectResponse.builder().eTag(etag(bytes)).build(), AbortableInputStream.create(body));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        return CreateMultipartUploadResponse.builder().uploadId("upload").build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        if (request.partNumber() == failingPart) {
            throw S3Exception.builder().statusCode(503).message("Slow Down").build();
        }
        byte[] bytes = read(body);
        parts.put(request.partNumber(), bytes);
        return UploadPartResponse.builder().eTag(etag(bytes)).build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        byte[] all = new byte[0];
        for (CompletedPart part : request.multipartUpload().parts()) {
            byte[] bytes = parts.get(part.partNumber());
            int length = all.length;
            all = Arrays.copyOf(all, length + bytes.length);
            System.arraycopy(bytes, 0, all, length, bytes.length);
        }
        objects.put(request.key(), all);
        return CompleteMultipartUploadResponse.builder().eTag(etag(all)).build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        aborts.incrementAndGet();
        parts.clear();
        return AbortMultipartUploadResponse.builder().build();
    }

    private static byte[] read(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    private static final class BrokenStream extends ByteArrayInputStream {
        BrokenStream(byte[] bytes) {
            super(bytes, 0, bytes.length / 2);
        }
    }
}
