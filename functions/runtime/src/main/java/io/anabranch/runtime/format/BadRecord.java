package io.anabranch.runtime.format;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.message.Excerpt;

/**
 * A record that its format refuses.
 *
 * @param object address of the object
 * @param offset offset of the record's first byte in the (decompressed) object
 * @param raw the record's bytes without its line end; good only until the reader goes on
 * @param problem what is wrong with it, without its place
 */
public record BadRecord(String object, long offset, Utf8 raw, String problem) {
    /** The failure that this is, if it is to be one. */
    public InputException toException() {
        return new InputException(
                "Cannot read a record: " + problem + ". Record: " + Excerpt.of(raw)
                        + ". Correct it, or allow dead letters",
                Where.at(object, offset));
    }
}
