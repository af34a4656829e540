package io.anabranch.runtime.storage;

import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object on its way to S3 in parts. S3 wants parts of 5 MiB or more, except the last, and takes 10,000 of them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). Not for several threads.
 *
 * <p>Failures are those of {@link ObjectStore}.
 */
public final class Upload {
    private static final int MAX_PARTS = 10_000;

    private final Uploads uploads;
    private final S3Uri target;
    private final List<MultipartUpload.Part> parts = new ArrayList<>();
    private long bytes;
    private @Nullable String id;

    Upload(Uploads uploads, S3Uri target) {
        this.uploads = uploads;
        this.target = target;
    }

    /**
     * Uploads the next part; the first begins the upload.
     *
     * @throws LimitException beyond 10,000 parts
     */
    public void add(Content content) {
        int number = parts.size() + 1;
        if (number > MAX_PARTS) {
            throw new LimitException(
                    "Cannot write " + target + ": it would have more than 10,000 parts. Let more reducers write",
                    Where.in(target.toString()));
        }
        String begun = id;
        if (begun == null) {
            begun = uploads.begin(target);
            id = begun;
        }
        parts.add(uploads.part(target, begun, number, content));
        bytes += content.length();
    }

    /**
     * What there is to complete.
     *
     * @param checksum of all bytes
     * @throws IllegalStateException if no part was added
     */
    public MultipartUpload finish(CRC32C checksum) {
        String begun = id;
        if (begun == null) {
            throw new IllegalStateException("An upload without parts");
        }
        return new MultipartUpload(target, begun, parts, bytes, MultipartUpload.crc32c(checksum));
    }

    /** Removes the parts that are there, if any. What was finished before must not be completed after. */
    public void abort() {
        String begun = id;
        if (begun != null) {
            uploads.abort(new OpenUpload(target, begun));
            id = null;
        }
    }
}
