package io.anabranch.runtime.format.text;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.compression.PartOutput;
import io.anabranch.runtime.message.Excerpt;

/** Writes lines of {@link String} or {@link Utf8}. */
public final class TextWriter<T> implements RecordWriter<T> {
    private static final long NEWLINE = ByteScan.pattern((byte) '\n');

    private final PartOutput output;

    public TextWriter(PartOutput output) {
        this.output = output;
    }

    @Override
    public void write(T record) {
        Utf8 line = record instanceof Utf8 text ? text : Utf8.of((String) record);
        BytesOut buffer = output.buffer();
        int start = buffer.length();
        buffer.write(line.array(), line.arrayOffset(), line.length());
        // Its eight zeros are room for the scan.
        buffer.writeLong(0);
        buffer.truncate(buffer.length() - Long.BYTES);
        if (ByteScan.indexOf(buffer.array(), start, buffer.length(), NEWLINE) >= 0) {
            output.dropRecord();
            throw new InputException(
                    "Cannot write a line: it holds a line end: " + Excerpt.of(line)
                            + ". Split it, or write CSV or JSON",
                    Where.UNKNOWN);
        }
        buffer.writeByte('\n');
        output.endRecord();
    }

    @Override
    public long records() {
        return output.records();
    }

    @Override
    public void mark() {
        output.mark();
    }

    @Override
    public boolean reset() {
        return output.reset();
    }

    @Override
    public void finish() {
        output.finish();
    }

    @Override
    public void close() {
        output.close();
    }
}
