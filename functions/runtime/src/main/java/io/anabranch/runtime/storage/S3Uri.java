package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/**
 * An address in S3: a bucket, and a key or the prefix of keys.
 *
 * @param bucket name of the bucket
 * @param key key or prefix, without a leading slash; empty for the bucket itself
 */
public record S3Uri(String bucket, String key) {
    private static final String SCHEME = "s3://";

    public S3Uri {
        if (bucket.isEmpty()) {
            throw new InputException("Invalid address: no bucket, expected s3://bucket/key", Where.UNKNOWN);
        }
    }

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws InputException if {@code text} is of another form
     */
    public static S3Uri parse(String text) {
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

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
