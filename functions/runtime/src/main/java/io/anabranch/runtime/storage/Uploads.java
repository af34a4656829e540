package io.anabranch.runtime.storage;

import io.anabranch.error.TransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * The multipart uploads in S3. What is uploaded is not to be seen before its upload is completed. Each of these may be done again:
 * that an upload has ended before, the right way, is found out by looking at its object.
 *
 * <p>Failures are those of {@link ObjectStore}.
 */
public final class Uploads {
    private final Calls calls;
    private final ObjectStore objects;

    Uploads(Calls calls, ObjectStore objects) {
        this.calls = calls;
        this.objects = objects;
    }

    /** An object to be uploaded in parts; nothing is requested before the first. */
    public Upload to(S3Uri target) {
        return new Upload(this, target);
    }

    /** Begins an upload; returns its id. */
    String begin(S3Uri target) {
        return calls.make(
                Operation.BEGIN_UPLOAD,
                target,
                s3 -> s3.createMultipartUpload(r -> r.bucket(target.bucket()).key(target.key()))
                        .uploadId());
    }

    /** Uploads a part, in the place of an earlier one of the same number. */
    MultipartUpload.Part part(S3Uri target, String uploadId, int number, Content content) {
        String etag = calls.make(
                Operation.UPLOAD_PART,
                target,
                s3 -> s3.uploadPart(
                                r -> r.bucket(target.bucket())
                                        .key(target.key())
                                        .uploadId(uploadId)
                                        .partNumber(number),
                                content.body())
                        .eTag());
        return new MultipartUpload.Part(number, etag, content.length());
    }

    /**
     * Makes the object of an upload visible. If that has been done before, the object is found.
     *
     * @param replace whether an object in its place is replaced
     * @return the object, or nothing if another one is in its place that may not be replaced
     * @throws io.anabranch.error.GoneException if the upload was aborted
     */
    public Optional<ObjectRef> complete(MultipartUpload upload, boolean replace) {
        S3Uri target = upload.target();
        try {
            return calls.make(Operation.COMPLETE_UPLOAD, target, s3 -> {
                try {
                    String etag = s3.completeMultipartUpload(r -> r.bucket(target.bucket())
                                    .key(target.key())
                                    .uploadId(upload.uploadId())
                                    .ifNoneMatch(replace ? null : "*")
                                    .multipartUpload(all -> all.parts(parts(upload))))
                            .eTag();
                    return Optional.of(new ObjectRef(target, etag, upload.bytes()));
                } catch (SdkException e) {
                    boolean taken = Failures.status(e) == Failures.PRECONDITION_FAILED;
                    if (!taken && !Failures.isNoSuchUpload(e)) {
                        throw e;
                    }
                    Optional<ObjectRef> own = objects.head(target).filter(object -> became(upload, object));
                    if (own.isEmpty() && !taken) {
                        throw Failures.gone(Operation.COMPLETE_UPLOAD, target, e);
                    }
                    return own;
                }
            });
        } catch (TransientException unknown) {
            return Optional.of(ownDespite(unknown, upload));
        }
    }

    private ObjectRef ownDespite(TransientException unknown, MultipartUpload upload) {
        try {
            return objects.head(upload.target())
                    .filter(object -> became(upload, object))
                    .orElseThrow(() -> unknown);
        } catch (RuntimeException e) {
            if (e != unknown) {
                unknown.addSuppressed(e);
            }
            throw unknown;
        }
    }

    /** Whether an upload has become this object; where its ETag does not tell, its bytes do. */
    public boolean became(MultipartUpload upload, ObjectRef object) {
        return upload.became(object).orElseGet(() -> objects.crc32c(object).equals(upload.crc32c()));
    }

    /** Removes an upload's parts; returns whether there was such an upload. */
    public boolean abort(OpenUpload upload) {
        S3Uri target = upload.target();
        return calls.make(Operation.ABORT_UPLOAD, target, s3 -> {
            try {
                s3.abortMultipartUpload(
                        r -> r.bucket(target.bucket()).key(target.key()).uploadId(upload.uploadId()));
                return true;
            } catch (SdkException e) {
                if (Failures.isNoSuchUpload(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** All uploads under way whose keys begin with that of {@code prefix}, in the order of the keys. */
    public List<OpenUpload> list(S3Uri prefix) {
        List<OpenUpload> uploads = new ArrayList<>();
        @Nullable String key = null;
        @Nullable String id = null;
        boolean more = true;
        while (more) {
            ListMultipartUploadsResponse page = page(prefix, key, id);
            page.uploads()
                    .forEach(upload ->
                            uploads.add(new OpenUpload(new S3Uri(prefix.bucket(), upload.key()), upload.uploadId())));
            key = page.nextKeyMarker();
            id = page.nextUploadIdMarker();
            more = Boolean.TRUE.equals(page.isTruncated()) && key != null;
        }
        return uploads;
    }

    private ListMultipartUploadsResponse page(S3Uri prefix, @Nullable String key, @Nullable String id) {
        return calls.make(
                Operation.LIST_UPLOADS,
                prefix,
                s3 -> s3.listMultipartUploads(r -> r.bucket(prefix.bucket())
                        .prefix(prefix.key())
                        .keyMarker(key)
                        .uploadIdMarker(id)));
    }

    private static List<CompletedPart> parts(MultipartUpload upload) {
        return upload.parts().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
    }
}
