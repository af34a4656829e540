package io.anabranch.runtime.codec;

import java.lang.reflect.Type;

/** A type has no codec. The message names the type, and where in a record it was found, and says what to do. */
public final class UnsupportedTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedTypeException(Type type, String path, String reason) {
        super(Types.describe(type) + (path.isEmpty() ? "" : " (component " + path + ")") + ": " + reason);
    }
}
