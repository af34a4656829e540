package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/**
 * An address in S3: a bucket, and a key or the prefix of keys.
 *
 * <p>On one machine a folder is a bucket too, and the bucket's name is the folder's path, which no bucket of S3 can be called. People are
 * shown the path, {@code data/users.csv}; where an address is stored it says what is the bucket, {@code file:./data//users.csv}.
 *
 * @param bucket name of the bucket, or the path of a folder: absolute, {@code .}, or beginning with {@code ./}
 * @param key key or prefix, without a leading slash; empty for the bucket itself
 */
public record S3Uri(String bucket, String key) {
    /** What addresses of S3 begin with. */
    public static final String SCHEME = "s3://";

    private static final String FOLDER_SCHEME = "file:";
    private static final String FOLDER_END = "//";
    private static final String HERE = "./";

    public S3Uri {
        if (bucket.isEmpty()) {
            throw new InputException("Invalid address: no bucket, expected s3://bucket/key", Where.UNKNOWN);
        }
    }

    /**
     * Reads {@code s3://bucket/key}, or what {@link #stored} gives.
     *
     * @throws InputException if {@code text} is of another form
     */
    public static S3Uri parse(String text) {
        if (text.startsWith(FOLDER_SCHEME)) {
            String path = text.substring(FOLDER_SCHEME.length());
            int end = path.indexOf(FOLDER_END, 1);
            if (end > 0) {
                return new S3Uri(path.substring(0, end), path.substring(end + FOLDER_END.length()));
            }
        }
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
        return path().startsWith(other.path()) || other.path().startsWith(path());
    }

    /** The form that {@link #parse} reads. */
    public String stored() {
        return isFolder() ? FOLDER_SCHEME + bucket + FOLDER_END + key : SCHEME + bucket + "/" + key;
    }

    /** The address for people. */
    @Override
    public String toString() {
        if (!isFolder()) {
            return stored();
        }
        String path = path();
        return path.startsWith(HERE) && path.length() > HERE.length() ? path.substring(HERE.length()) : path;
    }

    private String path() {
        return bucket.endsWith("/") ? bucket + key : bucket + "/" + key;
    }

    /** No bucket of S3 has a name with a slash or a colon in it, or one that begins with a dot. */
    private boolean isFolder() {
        return bucket.charAt(0) == '.' || bucket.indexOf('/') >= 0 || bucket.indexOf(':') >= 0;
    }
}
