package io.anabranch.runtime.plan;

import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a read of the flow finds.
 *
 * @param uris where it looks, patterns included
 * @param objects what is there, in the order in which it is read
 */
record FoundInput(ReadSource read, List<S3Uri> uris, List<ObjectRef> objects) {
    private static final int BYTES = 16;

    /** Tells inputs apart: by the addresses, versions and sizes of their objects. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ObjectRef object : objects) {
                // No address and no tag holds a zero byte.
                String line = object.uri() + "\0" + object.etag() + "\0" + object.size() + "\0";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
