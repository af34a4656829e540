package io.anabranch.runtime.storage;

import java.util.List;

/**
 * An upload whose parts are all there and which is not completed: nobody sees the object yet.
 *
 * @param target where the object will be
 * @param uploadId id that S3 gave the upload
 * @param parts in order, from number 1
 * @param bytes size of the object
 * @param crc32c checksum of the whole object, 8 hexadecimal digits
 */
public record MultipartUpload(S3Uri target, String uploadId, List<Part> parts, long bytes, String crc32c) {
    public MultipartUpload {
        parts = List.copyOf(parts);
        long sum = parts.stream().mapToLong(Part::bytes).sum();
        if (parts.isEmpty() || sum != bytes) {
            throw new IllegalArgumentException("Invalid upload of " + target + ": " + parts.size() + " parts of " + sum
                    + " bytes, expected " + bytes);
        }
    }

    /**
     * @param number from 1
     * @param etag as S3 gave it
     * @param bytes size
     */
    public record Part(int number, String etag, long bytes) {}
}
