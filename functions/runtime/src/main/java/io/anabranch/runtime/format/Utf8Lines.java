package io.anabranch.runtime.format;

import io.anabranch.Utf8;

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
