package io.anabranch.runtime.format.text;

import io.anabranch.Utf8;
import io.anabranch.runtime.format.lines.LineDecoder;

/** Lines as slices of what was read. */
final class Utf8Lines implements LineDecoder<Utf8> {
    @Override
    public Utf8 decode(byte[] bytes, int from, int to) {
        return Utf8.wrap(bytes, from, to - from);
    }

    @Override
    public boolean retainsBytes() {
        return true;
    }
}
