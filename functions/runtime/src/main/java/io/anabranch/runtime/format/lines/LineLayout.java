package io.anabranch.runtime.format.lines;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordLayout;
import io.anabranch.runtime.format.bytes.ByteOrderMark;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.value.Texts;
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
    private final boolean isText;
    private final Function<? super T, Utf8> lineOf;

    /** @param isText whether every line has to be UTF-8 */
    public LineLayout(BytesOut out, boolean isText, Function<? super T, Utf8> lineOf) {
        this.out = out;
        this.isText = isText;
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
        int end = out.length();
        if ((end > start && out.array()[end - 1] == '\r')
                || !ByteScan.isAsciiWithout(out.array(), start, end, NEWLINE)) {
            requireLine(line, start, end);
        }
        out.writeByte('\n');
        if (first) {
            ByteOrderMark.protect(out, start);
        }
    }

    private void requireLine(Utf8 line, int start, int end) {
        if (ByteScan.indexOf(out.array(), start, end, NEWLINE) >= 0 || (end > start && out.array()[end - 1] == '\r')) {
            throw new InputException(
                    "Cannot write a line: it holds a line end: " + Excerpt.of(line)
                            + ". Split it, or write CSV or JSON",
                    Where.UNKNOWN);
        }
        if (isText && Utf8Check.firstMalformed(out.array(), start, end) >= 0) {
            throw Texts.notUtf8("a line", Excerpt.of(line));
        }
    }
}
