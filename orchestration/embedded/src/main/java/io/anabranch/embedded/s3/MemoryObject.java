package io.anabranch.embedded.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** A version of an object, all of it. Nobody changes {@code bytes}. */
record MemoryObject(byte[] bytes, String etag, Instant lastModified, ObjectMetadata metadata) implements Version {

    /** What a PUT makes: its ETag is the MD5 of its bytes, as S3's is where no key of KMS encrypts. */
    static MemoryObject of(byte[] bytes, Instant lastModified, ObjectMetadata metadata) {
        return new MemoryObject(bytes, quoted(md5(bytes)), lastModified, metadata);
    }

    /** What parts make: the ETag is the MD5 of their MD5s, and how many they are. */
    static MemoryObject joined(List<MemoryObject> parts, Instant lastModified, ObjectMetadata metadata) {
        byte[] digests = new byte[16 * parts.size()];
        byte[] bytes = new byte
                [Math.toIntExact(parts.stream().mapToLong(MemoryObject::size).sum())];
        int filled = 0;
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i).bytes;
            System.arraycopy(md5(part), 0, digests, 16 * i, 16);
            System.arraycopy(part, 0, bytes, filled, part.length);
            filled += part.length;
        }
        String etag = HexFormat.of().formatHex(md5(digests)) + "-" + parts.size();
        return new MemoryObject(bytes, "\"" + etag + "\"", lastModified, metadata);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    private static String quoted(byte[] md5) {
        return "\"" + HexFormat.of().formatHex(md5) + "\"";
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
