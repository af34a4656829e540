package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;

/**
 * Where a task finds the list of the shuffle segments that it merges: a range of an object that holds the lists of all tasks.
 *
 * @param offset first byte of this task's JSON array
 * @param length bytes of it
 * @param crc32c checksum of these bytes, 8 hexadecimal digits
 */
public record SegmentsRef(String bucket, String key, long offset, long length, String crc32c) {
    public S3Uri uri() {
        return new S3Uri(bucket, key);
    }
}
