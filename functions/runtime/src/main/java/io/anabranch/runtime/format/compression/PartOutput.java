package io.anabranch.runtime.format.compression;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.anabranch.format.Compression;
import io.anabranch.runtime.codec.BytesOut;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes on their way into a part: gathered, compressed if so wished, handed on. Nothing reaches the target before the first byte. */
public final class PartOutput implements AutoCloseable {
    private static final int FLUSH_BYTES = 64 << 10;

    private final OutputStream target;
    private final Compression compression;
    private final BytesOut buffer = new BytesOut(FLUSH_BYTES + (FLUSH_BYTES >> 2));
    private @Nullable OutputStream stream;

    public PartOutput(OutputStream target, Compression compression) {
        this.target = target;
        this.compression = compression;
    }

    /** Where the bytes of records go; {@link #endRecord} after each. */
    public BytesOut buffer() {
        return buffer;
    }

    public void endRecord() {
        if (buffer.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Hands everything on and ends the compressed data; the target stays open. */
    public void finish() {
        flush();
        close();
    }

    /** Ends the compressed data, if there are any. */
    @Override
    public void close() {
        OutputStream open = stream;
        stream = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write a part", e);
            }
        }
    }

    private void flush() {
        if (buffer.length() == 0) {
            return;
        }
        try {
            if (stream == null) {
                stream = open();
            }
            stream.write(buffer.array(), 0, buffer.length());
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a part", e);
        }
    }

    private OutputStream open() throws IOException {
        OutputStream uncloseable = new Uncloseable(target);
        return switch (compression) {
            case NONE -> uncloseable;
            case GZIP -> new GZIPOutputStream(uncloseable, FLUSH_BYTES);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(uncloseable);
        };
    }

    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
