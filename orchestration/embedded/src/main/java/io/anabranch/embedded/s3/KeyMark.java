package io.anabranch.embedded.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the order of keys: just after a key, or after all keys with a prefix. */
record KeyMark(String text, boolean isPrefix) {
    static final KeyMark START = new KeyMark("", false);

    static KeyMark afterKey(String key) {
        return new KeyMark(key, false);
    }

    static KeyMark afterPrefix(String prefix) {
        return new KeyMark(prefix, true);
    }

    /** Whether the key comes after this mark. */
    boolean isBefore(String key) {
        if (text.isEmpty()) {
            return true;
        }
        return ObjectKey.ORDER.compare(text, key) < 0 && !(isPrefix && key.startsWith(text));
    }

    /** Whether a key that begins with {@code folderKey} can come after this mark. */
    boolean isBeforeSomeIn(String folderKey) {
        return isBefore(folderKey) || (!isPrefix && text.startsWith(folderKey)) || (isPrefix && isInside(folderKey));
    }

    private boolean isInside(String folderKey) {
        return text.startsWith(folderKey) && text.length() > folderKey.length();
    }

    String token() {
        byte[] bytes = ((isPrefix ? "p" : "k") + text).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static KeyMark ofToken(String token) {
        String decoded;
        try {
            decoded = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            decoded = "";
        }
        if (!decoded.startsWith("p") && !decoded.startsWith("k")) {
            throw S3Errors.error(400, "InvalidArgument", "The continuation token provided is incorrect: " + token);
        }
        return new KeyMark(decoded.substring(1), decoded.startsWith("p"));
    }
}
