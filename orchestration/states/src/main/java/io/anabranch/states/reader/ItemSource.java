package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Items one after another. */
interface ItemSource extends Closeable {
    /** The next item; null after the last. */
    @Nullable
    JsonNode next() throws IOException;
}
