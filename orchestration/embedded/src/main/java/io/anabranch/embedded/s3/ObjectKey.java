package io.anabranch.embedded.s3;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/** The name of an object, and the file that stands for it where the name can be one. */
record ObjectKey(String name) {
    /** The folder of a bucket that is ours; no key reaches into it. */
    static final String STATE_FOLDER = ".anabranch-s3";

    /** S3's own limit, in bytes of UTF-8. */
    static final int MAX_BYTES = 1024;

    /** What ext4, XFS, APFS and NTFS allow for one name. */
    private static final int MAX_SEGMENT_BYTES = 255;

    /** The order of S3's listings: bytes of UTF-8, which is the order of code points and not that of {@code String}. */
    static final Comparator<String> ORDER = ObjectKey::compareCodePoints;

    /** The file below {@code root}, or empty when a file of this name cannot be or would mean something else. */
    Optional<Path> ordinaryFile(Path root) {
        for (int from = 0; from <= name.length(); ) {
            int slash = name.indexOf('/', from);
            int to = slash < 0 ? name.length() : slash;
            if (!isFileName(name.substring(from, to))) {
                return Optional.empty();
            }
            from = to + 1;
        }
        try {
            return Optional.of(root.resolve(name));
        } catch (InvalidPathException notInTheCharsetOfFileNames) {
            return Optional.empty();
        }
    }

    static boolean isFileName(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && !segment.equals(STATE_FOLDER)
                && segment.indexOf('\0') < 0
                && (File.separatorChar == '/' || segment.indexOf(File.separatorChar) < 0)
                && fitsInSegment(segment);
    }

    /** A name of fixed length for what we keep beside an object. */
    String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static boolean fitsInSegment(String segment) {
        return segment.length() * 3 <= MAX_SEGMENT_BYTES
                || segment.getBytes(StandardCharsets.UTF_8).length <= MAX_SEGMENT_BYTES;
    }

    private static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneIsSupplementary = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSupplementary ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
