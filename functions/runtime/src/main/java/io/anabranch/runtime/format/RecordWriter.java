package io.anabranch.runtime.format;

import io.anabranch.format.Compression;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.compression.PartOutput;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * Writes records into one part. Nothing is written, no header either, before the first record.
 *
 * @param <T> type of the records
 */
public final class RecordWriter<T> implements AutoCloseable {
    private final PartOutput output;
    private final RecordLayout<? super T> layout;

    /**
     * @param target takes the part's bytes
     * @param layout makes the layout that appends to the given buffer
     */
    public RecordWriter(
            OutputStream target,
            Compression compression,
            Function<BytesOut, ? extends RecordLayout<? super T>> layout) {
        this.output = new PartOutput(target, compression);
        this.layout = layout.apply(output.buffer());
    }

    /**
     * Writes a record, or fails and leaves nothing of it.
     *
     * @throws io.anabranch.error.InputException if the record cannot be written in this format
     * @throws io.anabranch.error.CloudException if S3 refuses
     */
    public void write(T record) {
        try {
            layout.append(record, output.records() == 0);
        } catch (RuntimeException | Error e) {
            output.dropRecord();
            throw e;
        }
        output.endRecord();
    }

    /** Records written so far, without those that were taken back. */
    public long records() {
        return output.records();
    }

    /** Makes it possible to take back what follows, until the next mark. */
    public void mark() {
        output.mark();
    }

    /**
     * Takes back what was written since the last {@link #mark}.
     *
     * @return false if that was too much to be held back, or if the records cannot be taken apart: then all of it stays
     */
    public boolean reset() {
        return layout.isIndependent() ? output.reset() : output.isAtMark();
    }

    /** Writes what is still held back. The target is not closed: finishing or aborting it is its owner's decision. */
    public void finish() {
        if (output.records() > 0) {
            layout.finish();
        }
        output.finish();
    }

    /** Frees what the writer holds, finished or not. */
    @Override
    public void close() {
        output.close();
    }
}
