package io.anabranch.runtime.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Bytes as gzip has them, made by the JDK. */
final class Gzipped {
    private Gzipped() {}

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return gzipped.toByteArray();
    }
}
