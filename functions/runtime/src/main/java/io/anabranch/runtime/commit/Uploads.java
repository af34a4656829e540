package io.anabranch.runtime.commit;

import io.anabranch.error.CloudException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.S3Failures;
import io.anabranch.runtime.storage.S3Uri;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Ends multipart uploads, one way or the other, however often it is asked to. */
final class Uploads {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final S3Client s3;

    Uploads(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Makes the object visible. An upload that was completed before is found to be, by the object that it became.
     *
     * @param replace whether an object in its place is replaced
     * @throws InputException if somebody else's object is in its place and may not be replaced
     */
    void complete(MultipartUpload upload, boolean replace) {
        S3Uri target = upload.target();
        List<CompletedPart> parts = upload.parts().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        try {
            s3.completeMultipartUpload(r -> r.bucket(target.bucket())
                    .key(target.key())
                    .uploadId(upload.uploadId())
                    .ifNoneMatch(replace ? null : "*")
                    .multipartUpload(all -> all.parts(parts)));
        } catch (SdkException e) {
            int status = S3Failures.statusCode(e);
            if (status != NOT_FOUND && status != PRECONDITION_FAILED) {
                throw S3Failures.writing(target, e);
            }
            requireCompleted(upload, status == NOT_FOUND, e);
        }
    }

    /** Removes the parts of an upload, or the object that it has become. */
    void discard(MultipartUpload upload) {
        S3Uri target = upload.target();
        try {
            s3.abortMultipartUpload(
                    r -> r.bucket(target.bucket()).key(target.key()).uploadId(upload.uploadId()));
        } catch (SdkException e) {
            if (S3Failures.statusCode(e) != NOT_FOUND) {
                throw S3Failures.writing(target, e);
            }
            HeadObjectResponse object = head(target);
            if (object != null && isOf(object, upload)) {
                delete(target);
            }
        }
    }

    void delete(S3Uri uri) {
        try {
            s3.deleteObject(r -> r.bucket(uri.bucket()).key(uri.key()));
        } catch (SdkException e) {
            throw S3Failures.writing(uri, e);
        }
    }

    private void requireCompleted(MultipartUpload upload, boolean gone, SdkException cause) {
        HeadObjectResponse object = head(upload.target());
        if (object != null && isOf(object, upload)) {
            return;
        }
        String uri = upload.target().toString();
        if (gone) {
            throw new CloudException(
                    "Cannot commit " + uri
                            + ": its upload is gone. A lifecycle rule or somebody else aborted it; start the"
                            + " run anew with another run id",
                    Where.UNKNOWN,
                    cause);
        }
        throw new InputException(
                "Cannot commit " + uri + ": an object that is not of this run has appeared there. Remove it, or choose"
                        + " another output",
                Where.UNKNOWN,
                cause);
    }

    private @Nullable HeadObjectResponse head(S3Uri uri) {
        try {
            return s3.headObject(r -> r.bucket(uri.bucket()).key(uri.key()));
        } catch (SdkException e) {
            if (S3Failures.statusCode(e) == NOT_FOUND) {
                return null;
            }
            throw S3Failures.reading(uri, e);
        }
    }

    /** The ETag of a multipart object is the MD5 of its parts' MD5s, unless a key of KMS encrypts it: then the size must do. */
    private static boolean isOf(HeadObjectResponse object, MultipartUpload upload) {
        if (object.contentLength() != upload.bytes()) {
            return false;
        }
        String etag = object.eTag() == null ? "" : object.eTag().replace("\"", "");
        int dash = etag.indexOf('-');
        String expected = etag(upload);
        return expected == null
                || dash < 0
                || !MD5.matcher(etag.substring(0, dash)).matches()
                || etag.equals(expected);
    }

    private static @Nullable String etag(MultipartUpload upload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (MultipartUpload.Part part : upload.parts()) {
                String etag = part.etag().replace("\"", "");
                if (!MD5.matcher(etag).matches()) {
                    return null;
                }
                digest.update(HexFormat.of().parseHex(etag));
            }
            return HexFormat.of().formatHex(digest.digest()) + "-"
                    + upload.parts().size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
