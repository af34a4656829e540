package io.anabranch.runtime.format.lines;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordLayout;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.message.Excerpt;
import java.util.function.Function;

/**
 * Records as lines, each ended by {@code \n}.
 *
 * @param <T> type of the records
 */
public final class LineLayout<T> implements RecordLayout<T> {
    private static final long NEWLINE = ByteScan.pattern((byte) '\n');

    private final BytesOut out;
    private final Function<? super T, Utf8> lineOf;

    public LineLayout(BytesOut out, Function<? super T, Utf8> lineOf) {
        this.out = out;
        this.lineOf = lineOf;
    }

    @Override
    public void append(T record, boolean first) {
        Utf8 line = lineOf.apply(record);
        int start = out.length();
        out.write(line.array(), line.arrayOffset(), line.length());
        // Its eight zeros are room for the scan.
        out.writeLong(0);
        out.truncate(out.length() - Long.BYTES);
        if (ByteScan.indexOf(out.array(), start, out.length(), NEWLINE) >= 0) {
            throw new InputException(
                    "Cannot write a line: it holds a line end: " + Excerpt.of(line)
                            + ". Split it, or write CSV or JSON",
                    Where.UNKNOWN);
        }
        out.writeByte('\n');
    }
}
