package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonParser;
import io.anabranch.format.RefusedRecordException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value into a Java value; the parser stands on the value's first token, and is left on its last. */
interface JsonValue {
    /**
     * @return the value; never null, since the JSON null does not come here
     * @throws RefusedRecordException if it is a value of another kind
     */
    Object read(JsonParser parser) throws IOException;

    /** What a property that is null or not there stands for. */
    default @Nullable Object absent() {
        return null;
    }
}
