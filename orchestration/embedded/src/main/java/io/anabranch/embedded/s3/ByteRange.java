package io.anabranch.embedded.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes of an object that a read asks for: {@code length} bytes from {@code offset}. */
record ByteRange(long offset, long length, boolean isPartial) {
    private static final Pattern SYNTAX = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a {@code Range} header as S3 does: one range; what is no range of bytes is ignored.
     *
     * @throws software.amazon.awssdk.services.s3.model.S3Exception 416 {@code InvalidRange} if no byte of the object is in it
     */
    static ByteRange of(@Nullable String header, long size) {
        if (header == null) {
            return new ByteRange(0, size, false);
        }
        if (header.contains(",")) {
            throw new UnsupportedOperationException(
                    "Cannot read several ranges in one GetObject: " + header + ". Ask for one range at a time");
        }
        Matcher matcher = SYNTAX.matcher(header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new ByteRange(0, size, false);
        }
        long first;
        long last;
        if (matcher.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(matcher.group(2)), size);
            first = size - suffix;
            last = size - 1;
        } else {
            first = Long.parseLong(matcher.group(1));
            last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
            if (!matcher.group(2).isEmpty() && last < first) {
                return new ByteRange(0, size, false);
            }
        }
        if (first >= size || last < first) {
            throw S3Errors.invalidRange(header, size);
        }
        return new ByteRange(first, Math.min(last, size - 1) - first + 1, true);
    }

    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
