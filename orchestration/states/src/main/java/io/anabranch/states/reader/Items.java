package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Iterator;

/**
 * The items of one object, in order. An object's fields come as {@code {"Key": …, "Value": …}}.
 *
 * <p>{@link #next()} and {@link #hasNext()} throw a {@code StatesError} (States.ItemReaderFailed) where the bytes are not
 * what the configuration says. Closing closes the stream.
 */
public final class Items implements Iterator<JsonNode>, AutoCloseable {
    /**
     * @param key the object's key; {@code .gz} and {@code .zst}/{@code .zstd} at its end say how it is compressed
     * @param source where a manifest's data files are read from
     */
    public static Items open(InputStream bytes, String key, ReaderConfig config, ObjectSource source) {
        throw new UnsupportedOperationException(key + bytes + config + source);
    }

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode next() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
