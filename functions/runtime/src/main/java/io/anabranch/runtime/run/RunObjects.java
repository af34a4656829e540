package io.anabranch.runtime.run;

import io.anabranch.error.CloudException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.S3Failures;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Small objects of a run, each written at most once: the first writer wins.
 *
 * <p>A writer whose answer got lost and who tries again is told that the object exists, though it is its own. Whoever must know
 * reads it back.
 */
public final class RunObjects {
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;
    /** S3 answers a conditional PUT that races a delete with 409 and wants it repeated (S3 User Guide, "Conditional writes"). */
    private static final int ATTEMPTS_ON_CONFLICT = 5;

    private final S3Client s3;

    public RunObjects(S3Client s3) {
        this.s3 = s3;
    }

    public S3Client s3() {
        return s3;
    }

    /** Writes {@code json} unless the object exists; returns whether this call wrote it. */
    public boolean putIfAbsent(S3Uri uri, byte[] json) {
        return putIfAbsent(uri, RequestBody.fromBytes(json));
    }

    /** Writes a local file unless the object exists; returns whether this call wrote it. */
    public boolean putIfAbsent(S3Uri uri, Path file) {
        return putIfAbsent(uri, RequestBody.fromFile(file));
    }

    /** Writes {@code json}, whatever is there. */
    public void put(S3Uri uri, byte[] json) {
        try {
            s3.putObject(request(uri).build(), RequestBody.fromBytes(json));
        } catch (SdkException e) {
            throw S3Failures.writing(uri, e);
        }
    }

    /** The bytes of an object, or nothing if there is none. */
    public Optional<byte[]> find(S3Uri uri) {
        return find(
                GetObjectRequest.builder().bucket(uri.bucket()).key(uri.key()).build(), uri);
    }

    /** Reads an object that a run must have. */
    public byte[] get(S3Uri uri) {
        return find(uri).orElseThrow(() -> missing(uri));
    }

    /** Reads {@code length} bytes from {@code offset} on. */
    public byte[] get(S3Uri uri, long offset, long length) {
        if (length == 0) {
            return new byte[0];
        }
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        return find(
                        GetObjectRequest.builder()
                                .bucket(uri.bucket())
                                .key(uri.key())
                                .range(range)
                                .build(),
                        uri)
                .orElseThrow(() -> missing(uri));
    }

    /** Reads a record, or nothing if there is no such object. */
    public <T> Optional<T> find(S3Uri uri, Class<T> type) {
        return find(uri).map(json -> RunJson.read(json, type, uri.toString()));
    }

    /** Reads a record that a run must have. */
    public <T> T get(S3Uri uri, Class<T> type) {
        return RunJson.read(get(uri), type, uri.toString());
    }

    /** Writes a record unless there is one, and returns the one that is there then. */
    public <T> T create(S3Uri uri, T record, Class<T> type) {
        return putIfAbsent(uri, RunJson.bytes(record)) ? record : get(uri, type);
    }

    private Optional<byte[]> find(GetObjectRequest request, S3Uri uri) {
        try {
            return Optional.of(s3.getObjectAsBytes(request).asByteArrayUnsafe());
        } catch (SdkException e) {
            if (S3Failures.statusCode(e) == NOT_FOUND) {
                return Optional.empty();
            }
            throw S3Failures.reading(uri, e);
        }
    }

    private boolean putIfAbsent(S3Uri uri, RequestBody body) {
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(request(uri).ifNoneMatch("*").build(), body);
                return true;
            } catch (SdkException e) {
                int status = S3Failures.statusCode(e);
                if (status == PRECONDITION_FAILED) {
                    return false;
                }
                if (status != CONFLICT || attempt == ATTEMPTS_ON_CONFLICT) {
                    throw S3Failures.writing(uri, e);
                }
            }
        }
    }

    private static PutObjectRequest.Builder request(S3Uri uri) {
        return PutObjectRequest.builder().bucket(uri.bucket()).key(uri.key()).contentType("application/json");
    }

    private static CloudException missing(S3Uri uri) {
        return new CloudException(
                "Cannot read " + uri + ": it is not there, though the run has written it. Was the work folder emptied?",
                Where.UNKNOWN);
    }
}
