package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.format.Compression;
import io.anabranch.runtime.format.compression.InputCompression;
import io.anabranch.runtime.storage.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * An object of an input, as its format sees it when the run is planned.
 *
 * @param splittable whether it may be cut, at any byte
 * @param preamble what every reader of it has to know, in the format's own words: equal ones are kept once in the plan; null if that is nothing
 */
public record InputObject(
        ObjectRef object, boolean splittable, @Nullable JsonNode preamble) {
    /** An object that is cut anywhere unless it is compressed, and of which nothing has to be known. */
    public static InputObject atAnyByte(ObjectRef object) {
        return new InputObject(object, !isCompressed(object), null);
    }

    /** Whether the key says that it is compressed; then it is read whole. */
    public static boolean isCompressed(ObjectRef object) {
        return InputCompression.of(object.uri().key()) != Compression.NONE;
    }
}
