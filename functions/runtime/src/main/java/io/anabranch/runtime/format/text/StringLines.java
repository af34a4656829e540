package io.anabranch.runtime.format.text;

import io.anabranch.runtime.format.lines.LineDecoder;
import java.nio.charset.StandardCharsets;

/** Lines as strings. */
final class StringLines implements LineDecoder<String> {
    @Override
    public String decode(byte[] bytes, int from, int to) {
        Utf8Lines.requireUtf8(bytes, from, to);
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public boolean retainsBytes() {
        return false;
    }
}
