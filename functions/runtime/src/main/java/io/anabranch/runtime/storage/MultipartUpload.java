package io.anabranch.runtime.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    public MultipartUpload {
        parts = List.copyOf(parts);
        long sum = parts.stream().mapToLong(Part::bytes).sum();
        if (parts.isEmpty() || sum != bytes) {
            throw new IllegalArgumentException("Invalid upload of " + target + ": " + parts.size() + " parts of " + sum
                    + " bytes, expected " + bytes);
        }
    }

    /** A checksum as it is written down. */
    public static String crc32c(CRC32C checksum) {
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /** The checksum of bytes as it is written down. */
    public static String crc32c(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return crc32c(checksum);
    }

    /** The upload without its parts. */
    public OpenUpload open() {
        return new OpenUpload(target, uploadId);
    }

    /**
     * Whether this upload has become {@code object}, as far as its size and its ETag tell: the ETag of a multipart object is the MD5 of its
     * parts' MD5s, unless a key of KMS encrypts it, or S3 is an imitation.
     *
     * @return nothing if they do not tell
     */
    Optional<Boolean> became(ObjectRef object) {
        if (object.size() != bytes) {
            return Optional.of(false);
        }
        String etag = object.etag().replace("\"", "");
        int dash = etag.indexOf('-');
        String expected = etag();
        if (expected == null
                || dash < 0
                || !MD5.matcher(etag.substring(0, dash)).matches()) {
            return Optional.empty();
        }
        return Optional.of(etag.equals(expected));
    }

    private @Nullable String etag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (Part part : parts) {
                String etag = part.etag().replace("\"", "");
                if (!MD5.matcher(etag).matches()) {
                    return null;
                }
                digest.update(HexFormat.of().parseHex(etag));
            }
            return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    /**
     * @param number from 1
     * @param etag as S3 gave it
     * @param bytes size
     */
    public record Part(int number, String etag, long bytes) {}
}
