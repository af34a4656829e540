package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items of one object, in order. An object's fields come as {@code {"Key": …, "Value": …}}.
 *
 * <p>{@link #next()} and {@link #hasNext()} throw a {@code StatesError} (States.ItemReaderFailed) where the bytes are not
 * what the configuration says. Closing closes the stream. Not for more than one thread.
 */
public final class Items implements Iterator<JsonNode>, AutoCloseable {
    private final ItemSource source;
    private long left;
    private @Nullable JsonNode next;

    private Items(ItemSource source, long most) {
        this.source = source;
        this.left = most;
    }

    /**
     * @param key the object's key; {@code .gz} and {@code .zst}/{@code .zstd} at its end say how it is compressed
     * @param objects where a manifest's data files are read from
     * @throws StatesError States.ItemReaderFailed when the object cannot be opened as what it should be
     */
    public static Items open(InputStream bytes, String key, ReaderConfig config, ObjectSource objects) {
        try {
            InputStream plain = new BufferedInputStream(Compression.decompress(bytes, key), 1 << 16);
            ItemSource source = config.manifestType() == null
                    ? data(plain, key, config)
                    : ManifestSource.open(plain, config, objects);
            return new Items(source, config.maxItems());
        } catch (IOException e) {
            throw failed("The object " + key + " cannot be read: " + e.getMessage());
        }
    }

    /** The items of a data file, uncompressed. */
    static ItemSource data(InputStream plain, String key, ReaderConfig config) throws IOException {
        if (config.inputType() == null) {
            throw failed("ReaderConfig has no InputType for the object " + key);
        }
        return switch (config.inputType()) {
            case CSV -> new CsvSource(plain, config);
            case JSON -> new JsonSource(plain, config.itemsPointer());
            case JSONL -> new JsonLinesSource(plain);
            case PARQUET -> throw failed("InputType PARQUET is not supported. Use CSV, JSON or JSONL.");
            case MANIFEST -> throw failed("A manifest lists data files, not manifests: " + key);
        };
    }

    static StatesError failed(String cause) {
        return new StatesError(StatesError.ITEM_READER_FAILED, cause);
    }

    @Override
    public boolean hasNext() {
        if (next == null && left > 0) {
            try {
                next = source.next();
            } catch (IOException e) {
                throw failed("Cannot read item: " + e.getMessage());
            }
            left = next == null ? 0 : left - 1;
        }
        return next != null;
    }

    @Override
    public JsonNode next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        JsonNode item = next;
        next = null;
        return item;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw failed("Cannot close the object: " + e.getMessage());
        }
    }
}
