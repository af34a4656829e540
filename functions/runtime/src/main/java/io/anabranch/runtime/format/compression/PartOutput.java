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

/**
 * Records on their way into a part: their bytes gathered, compressed if so wished, handed on. Nothing reaches the target before the first
 * byte. A record counts once it has ended; until then it can be dropped, and records behind a mark can be taken back.
 */
public final class PartOutput implements AutoCloseable {
    private static final int FLUSH_BYTES = 64 << 10;

    /** Most that is held back behind a mark: what one input record may become and still be taken back. */
    private static final int HELD_BYTES = 1 << 20;

    private final OutputStream target;
    private final Compression compression;
    private final BytesOut buffer = new BytesOut(FLUSH_BYTES + (FLUSH_BYTES >> 2));
    private @Nullable OutputStream stream;
    private long records;
    /** End of the last record that has ended. */
    private int ended;

    private boolean marked;
    private boolean lost;
    private int markedBytes;
    private long markedRecords;

    public PartOutput(OutputStream target, Compression compression) {
        this.target = target;
        this.compression = compression;
    }

    /** Where the bytes of records go; {@link #endRecord} or {@link #dropRecord} after each. */
    public BytesOut buffer() {
        return buffer;
    }

    public void endRecord() {
        records++;
        ended = buffer.length();
        if (ended >= (marked ? HELD_BYTES : FLUSH_BYTES)) {
            lost = true;
            flush();
        }
    }

    /** Forgets what was written since the last record ended. */
    public void dropRecord() {
        buffer.truncate(ended);
    }

    /** Records that have ended and were not taken back. */
    public long records() {
        return records;
    }

    /** What has been written stays; what follows can be taken back. */
    public void mark() {
        if (ended >= FLUSH_BYTES) {
            flush();
        }
        marked = true;
        lost = false;
        markedBytes = ended;
        markedRecords = records;
    }

    /** Whether no record has ended since the mark. */
    public boolean isAtMark() {
        return marked && records == markedRecords;
    }

    /** Takes back what was written since the mark, if that is not too much: then nothing changes, and the answer is false. */
    public boolean reset() {
        if (!marked) {
            throw new IllegalStateException("Nothing was marked");
        }
        if (lost) {
            return false;
        }
        buffer.truncate(markedBytes);
        ended = markedBytes;
        records = markedRecords;
        return true;
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
            ended = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a part", e);
        }
    }

    private OutputStream open() throws IOException {
        OutputStream uncloseable = new Uncloseable(target);
        return switch (compression) {
            case NONE -> uncloseable;
            case GZIP -> new GZIPOutputStream(uncloseable, FLUSH_BYTES);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(uncloseable).setChecksum(true);
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
