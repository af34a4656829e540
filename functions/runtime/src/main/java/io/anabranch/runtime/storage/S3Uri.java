package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/**
 * An address in S3: a bucket, and a key or the prefix of keys.
 *
 * <p>The files of one machine are one bucket too, {@link #FILES}, whose keys are absolute paths without the first slash; the address of
 * such an object is the path, {@code /home/u/data/users.csv}.
 *
 * @param bucket name of the bucket
 * @param key key or prefix, without a leading slash; empty for the bucket itself
 */
public record S3Uri(String bucket, String key) {
    /** What addresses of S3 begin with. */
    public static final String SCHEME = "s3://";

    /** The bucket of a machine's files. No bucket of S3 has a name with a slash in it. */
    public static final String FILES = "/";

    public S3Uri {
        if (bucket.isEmpty()) {
            throw new InputException("Invalid address: no bucket, expected s3://bucket/key", Where.UNKNOWN);
        }
    }

    /**
     * Reads what {@link #toString} gives: {@code s3://bucket/key}, or an absolute path.
     *
     * @throws InputException if {@code text} is of another form
     */
    public static S3Uri parse(String text) {
        return text.startsWith(FILES) ? new S3Uri(FILES, text.substring(FILES.length())) : inS3(text);
    }

    /**
     * Reads {@code s3://bucket/key}. What runs in AWS has no files to read, so whatever comes from outside is read by this there.
     *
     * @throws InputException if {@code text} is of another form
     */
    public static S3Uri inS3(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new InputException("Invalid address: '" + text + "', expected s3://bucket/key", Where.UNKNOWN);
        }
        int slash = text.indexOf('/', SCHEME.length());
        return slash < 0
                ? new S3Uri(text.substring(SCHEME.length()), "")
                : new S3Uri(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    /** The address of {@code name} below this one, as below a folder. */
    public S3Uri resolve(String name) {
        return new S3Uri(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
    }

    /** Whether one of the two is within the other, as folders. */
    public boolean meets(S3Uri other) {
        return toString().startsWith(other.toString()) || other.toString().startsWith(toString());
    }

    /** Whether it is the address of a file of this machine. */
    public boolean isFile() {
        return bucket.equals(FILES);
    }

    @Override
    public String toString() {
        return isFile() ? FILES + key : SCHEME + bucket + "/" + key;
    }
}
