package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Claims;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.storage.S3Failures;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Removes uploads of attempts that died without a receipt. */
final class OrphanedUploads {
    /** Keys that runs write, below their output. */
    private static final Pattern OURS = Pattern.compile("part-\\d{5,}\\..*|_anabranch/dead-letters/.*");

    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final Claims claims;

    OrphanedUploads(S3Client s3, Claims claims) {
        this.s3 = s3;
        this.claims = claims;
    }

    /** Removes all uploads below an output that no other run has claimed. */
    void remove(OutputKeys output) {
        S3Uri folder = output.folder();
        if (claims.isAlone(folder)) {
            for (MultipartUpload upload : list(folder)) {
                if (OURS.matcher(upload.key().substring(folder.key().length())).matches()) {
                    abort(new S3Uri(folder.bucket(), upload.key()), upload.uploadId());
                }
            }
        }
        claims.release(folder);
    }

    private List<MultipartUpload> list(S3Uri folder) {
        List<MultipartUpload> uploads = new ArrayList<>();
        @Nullable String key = null;
        @Nullable String id = null;
        boolean more = true;
        try {
            while (more) {
                String fromKey = key;
                String fromId = id;
                ListMultipartUploadsResponse page = s3.listMultipartUploads(r -> r.bucket(folder.bucket())
                        .prefix(folder.key())
                        .keyMarker(fromKey)
                        .uploadIdMarker(fromId));
                uploads.addAll(page.uploads());
                key = page.nextKeyMarker();
                id = page.nextUploadIdMarker();
                more = Boolean.TRUE.equals(page.isTruncated()) && key != null;
            }
        } catch (SdkException e) {
            throw S3Failures.reading(folder, e);
        }
        return uploads;
    }

    private void abort(S3Uri target, String id) {
        try {
            s3.abortMultipartUpload(
                    r -> r.bucket(target.bucket()).key(target.key()).uploadId(id));
        } catch (SdkException e) {
            if (S3Failures.statusCode(e) != NOT_FOUND) {
                throw S3Failures.writing(target, e);
            }
        }
    }
}
