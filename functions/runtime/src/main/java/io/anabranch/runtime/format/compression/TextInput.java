package io.anabranch.runtime.format.compression;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.Compression;
import io.anabranch.runtime.storage.ObjectInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, decompressed. Of a file that is taken for text the first ones are looked at: they may say that it is compressed though its name
 * does not, or that it is something else, which is refused. Nothing is read before the first byte is asked for.
 */
public final class TextInput extends InputStream {
    private final String object;
    private final ObjectInput in;
    private final boolean whole;
    private final boolean isLookedAt;
    private Compression compression;
    private @Nullable InputStream text;

    /**
     * @param compression what the name says
     * @param whole whether all of the file can be read through this, so that it may be compressed
     * @param isLookedAt whether this begins where the file does, and the file is taken for text
     */
    public TextInput(String object, ObjectInput in, Compression compression, boolean whole, boolean isLookedAt) {
        this.object = object;
        this.in = in;
        this.compression = compression;
        this.whole = whole;
        this.isLookedAt = isLookedAt;
    }

    /** What the name says, or as soon as a byte has been read, what it is. */
    public Compression compression() {
        return compression;
    }

    @Override
    public int read() throws IOException {
        return text().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return text().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (text != null) {
            text.close();
        } else {
            in.close();
        }
    }

    private InputStream text() throws IOException {
        InputStream opened = text;
        if (opened == null) {
            opened = open();
            text = opened;
        }
        return opened;
    }

    private InputStream open() throws IOException {
        if (!isLookedAt) {
            return decompressed(in);
        }
        InputStream bytes = in;
        if (compression == Compression.NONE) {
            byte[] head = in.readNBytes(FileForm.HEAD_BYTES);
            FileForm form = FileForm.byHead(head, head.length);
            bytes = new SequenceInputStream(new ByteArrayInputStream(head), in);
            if (form == null) {
                return bytes;
            }
            compression = compression(form);
        }
        InputStream plain = decompressed(bytes);
        text = plain;
        byte[] head = plain.readNBytes(FileForm.HEAD_BYTES);
        FileForm form = FileForm.byHead(head, head.length);
        if (form != null) {
            throw form.refusedWithin(object, compression);
        }
        return new SequenceInputStream(new ByteArrayInputStream(head), plain);
    }

    private InputStream decompressed(InputStream bytes) {
        return switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GzipInput(object, bytes);
            case ZSTD -> new ZstdInput(object, bytes, in::position);
        };
    }

    private Compression compression(FileForm form) {
        if (form != FileForm.GZIP && form != FileForm.ZSTD) {
            throw form.refusedByHead(object);
        }
        if (!whole) {
            throw new InputException(
                    "Cannot read a part of a file: its first bytes say that it is " + form
                            + ", which cannot be cut. Rename it, so that its name says so too",
                    Where.at(object, 0));
        }
        return form == FileForm.GZIP ? Compression.GZIP : Compression.ZSTD;
    }
}
