package io.anabranch.runtime.format.lines;

import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordSink;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.bytes.ByteOrderMark;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.bytes.Chunks;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that are a line each. A line ends with LF, CR LF or the end of the object, before which a CR is half a line end; a byte order mark at the start of
 * the object belongs to no line. A line's owner is the split that its first byte lies in, the mark's bytes taken as part of the
 * first line.
 */
public final class LinesReader<T> implements RecordReader<T> {
    private static final long NEWLINE = ByteScan.pattern((byte) '\n');

    private final SplitInput input;
    private final Chunks chunks;
    private final LineDecoder<T> decoder;
    private final BadRecordPolicy policy;

    private int from;
    private int to;
    private int next;
    private long records;
    private long refused;

    public LinesReader(SplitInput input, LineDecoder<T> decoder, BadRecordPolicy policy) {
        this.input = input;
        this.chunks = input.chunks();
        this.decoder = decoder;
        this.policy = policy;
    }

    @Override
    public void forEach(RecordSink<? super T> sink) {
        if (input.startsInside()) {
            skipLine();
        }
        while (nextLine()) {
            T record = decode();
            if (record != null) {
                records++;
                sink.accept(record);
            }
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public long bytes() {
        return input.bytesBefore(chunks.offset(next));
    }

    @Override
    public long offset() {
        return chunks.offset(from);
    }

    @Override
    public Utf8 raw() {
        return chunks.slice(from, to);
    }

    @Override
    public void close() {
        input.close();
    }

    private @Nullable T decode() {
        try {
            return decoder.decode(chunks.bytes(), from, to);
        } catch (RefusedRecordException e) {
            records++;
            refused++;
            policy.refused(new BadRecord(input.object(), offset(), raw(), e.problem()));
            return null;
        }
    }

    /** Leaves the line that began before the split. */
    private void skipLine() {
        int scanned = 0;
        do {
            int newline = ByteScan.indexOf(chunks.bytes(), scanned, chunks.limit(), NEWLINE);
            if (newline >= 0) {
                next = newline + 1;
                return;
            }
            scanned = 0;
        } while (discard());
        next = chunks.limit();
    }

    private boolean discard() {
        long end = chunks.offset(chunks.limit());
        boolean more = chunks.more(chunks.limit());
        next = chunks.index(end);
        return more;
    }

    private boolean nextLine() {
        long start = chunks.offset(next);
        if (start >= input.end()) {
            return false;
        }
        int scanned = next;
        int newline;
        while ((newline = ByteScan.indexOf(chunks.bytes(), scanned, chunks.limit(), NEWLINE)) < 0) {
            long end = chunks.offset(chunks.limit());
            boolean more = chunks.more(chunks.index(start));
            scanned = chunks.index(end);
            if (!more) {
                return lastLine(chunks.index(start));
            }
        }
        setLine(chunks.index(start), newline);
        next = newline + 1;
        return true;
    }

    /** The bytes after the last line end, if there are any. */
    private boolean lastLine(int start) {
        next = chunks.limit();
        if (start == chunks.limit()) {
            return false;
        }
        setLine(start, chunks.limit());
        boolean onlyMark = from == chunks.limit() && from > start;
        return !onlyMark;
    }

    private void setLine(int start, int end) {
        from = chunks.offset(start) == 0 ? start + ByteOrderMark.lengthAt(chunks.bytes(), start, end) : start;
        to = end > from && chunks.bytes()[end - 1] == '\r' ? end - 1 : end;
    }
}
