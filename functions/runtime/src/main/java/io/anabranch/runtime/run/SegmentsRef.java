package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;

/**
 * Where a task finds the list of the shuffle segments that it merges: a range of an object that holds the lists of all tasks.
 *
 * @param offset first byte of this task's JSON array
 * @param length bytes of it
 */
public record SegmentsRef(String bucket, String key, long offset, long length) {
    public S3Uri uri() {
        return new S3Uri(bucket, key);
    }
}
