package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.MultipartUpload;

/**
 * A part file that waits for the commit.
 *
 * @param write index of the write in the flow that it belongs to
 * @param records records in it, without header lines
 */
public record PartFile(int write, MultipartUpload upload, long records) {}
