package io.anabranch.runtime.format;

import io.anabranch.format.Compression;
import io.anabranch.runtime.format.bytes.Chunks;
import io.anabranch.runtime.format.compression.GzipInput;
import io.anabranch.runtime.format.compression.InputCompression;
import io.anabranch.runtime.format.compression.ZstdInput;
import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bytes of a split, decompressed. Of a split in the middle of an object some bytes before it come first. */
public final class SplitInput implements AutoCloseable {
    private final Split split;
    private final boolean compressed;
    private final ObjectInput input;
    private final InputStream decompressed;
    private final Chunks chunks;

    SplitInput(ObjectStore store, Split split, int bytesBefore, boolean retained) {
        this.split = split;
        String object = split.object().uri().toString();
        Compression compression = InputCompression.of(split.object().uri().key());
        this.compressed = compression != Compression.NONE;
        if (compressed && !split.isWhole()) {
            throw new IllegalArgumentException("Cannot split " + object + ": it is compressed");
        }
        long first = Math.max(0, split.start() - bytesBefore);
        this.input = store.open(split.object(), first, split.end());
        this.decompressed = switch (compression) {
            case NONE -> input;
            case GZIP -> new GzipInput(object, input);
            case ZSTD -> new ZstdInput(object, input);
        };
        this.chunks = new Chunks(object, decompressed, first, end(), retained);
    }

    /** The window on the bytes; its first one is the first byte of the split, or one before it. */
    public Chunks chunks() {
        return chunks;
    }

    /** Address of the object. */
    public String object() {
        return split.object().uri().toString();
    }

    /** Whether the split begins in the middle of its object, so that the record that its first byte lies in is another's. */
    public boolean startsInside() {
        return split.start() > 0;
    }

    public Split split() {
        return split;
    }

    /** Offset, in the decompressed object, from which on records are not the split's own any more. */
    public long end() {
        return compressed ? Long.MAX_VALUE : split.end();
    }

    /** Bytes of the split before {@code next}, the offset that the reader has come to. */
    public long bytesBefore(long next) {
        return compressed ? input.position() : Math.max(0, Math.min(next, split.end()) - split.start());
    }

    @Override
    public void close() {
        try {
            decompressed.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + object(), e);
        }
    }
}
