package io.anabranch.runtime.format.text;

import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.lines.LineDecoder;

/** Lines as slices of what was read. */
final class Utf8Lines implements LineDecoder<Utf8> {
    @Override
    public Utf8 decode(byte[] bytes, int from, int to) {
        requireUtf8(bytes, from, to);
        return Utf8.wrap(bytes, from, to - from);
    }

    static void requireUtf8(byte[] bytes, int from, int to) {
        if (Utf8Check.firstMalformed(bytes, from, to) >= 0) {
            throw new RefusedRecordException("it is not UTF-8: convert it, or read it by a LineFormat of your own");
        }
    }

    @Override
    public boolean retainsBytes() {
        return true;
    }
}
