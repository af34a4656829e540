package io.anabranch.runtime.format;

import io.anabranch.format.Compression;
import io.anabranch.runtime.format.bytes.Chunks;
import io.anabranch.runtime.format.compression.InputCompression;
import io.anabranch.runtime.format.compression.TextInput;
import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a split, decompressed. Of a split in the middle of an object some bytes before it come first. */
public final class SplitInput implements AutoCloseable {
    private final Split split;
    private final ObjectInput input;
    private final TextInput text;
    private final Chunks chunks;

    private SplitInput(Split split, ObjectInput input, TextInput text, long first, boolean retained) {
        this.split = split;
        this.input = input;
        this.text = text;
        this.chunks = new Chunks(split.object().uri().toString(), text, first, end(), retained);
    }

    /**
     * @param isText whether the object is to hold text: then its first bytes are looked at
     * @param isHead whether it may be read on behind the split, so that it may be compressed though the split is a part of it
     */
    static SplitInput open(
            ObjectStore store, Split split, int bytesBefore, boolean retained, boolean isText, boolean isHead) {
        String object = split.object().uri().toString();
        Compression compression = InputCompression.of(split.object().uri().key());
        boolean whole = split.isWhole() || isHead;
        if (compression != Compression.NONE && !whole) {
            throw new IllegalArgumentException("Cannot split " + object + ": it is compressed");
        }
        long first = Math.max(0, split.start() - bytesBefore);
        ObjectInput input = store.open(split.object(), first, split.end());
        TextInput text = new TextInput(object, input, compression, whole, isText && split.start() == 0);
        return new SplitInput(split, input, text, first, retained);
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
        return isCompressed() ? Long.MAX_VALUE : split.end();
    }

    /** Bytes of the split before {@code next}, the offset that the reader has come to. */
    public long bytesBefore(long next) {
        return isCompressed() ? input.position() : Math.max(0, Math.min(next, split.end()) - split.start());
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + object(), e);
        }
    }

    private boolean isCompressed() {
        return text.compression() != Compression.NONE;
    }
}
