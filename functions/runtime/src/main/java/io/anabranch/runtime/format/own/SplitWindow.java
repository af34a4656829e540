package io.anabranch.runtime.format.own;

import io.anabranch.Utf8;
import io.anabranch.format.RecordInput;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.bytes.Chunks;
import java.util.Objects;

/** The bytes of a split as a user's own reader sees them; those of the record or block that has begun are kept until the next one does. */
final class SplitWindow extends RecordInput {
    private final SplitInput input;
    private final Chunks chunks;

    /** Index of the next byte. */
    private int at;

    private long recordStart;
    private long firstBegin = -1;
    private long leftBegin = -1;
    private boolean begun;
    private boolean ended;

    SplitWindow(SplitInput input) {
        this.input = input;
        this.chunks = input.chunks();
        this.recordStart = chunks.base();
    }

    /** Whether the reader said where the current record begins, or the block that it is in. */
    boolean isBegun() {
        return begun;
    }

    /** Whether the reader was told that there is no more record. */
    boolean isEnded() {
        return ended;
    }

    /** Offset of the current record or block; before there is one, of the first byte. */
    long recordStart() {
        return recordStart;
    }

    /** Offset of the first record, which may be the one that is left to the next split; of the end of the file if there is none. */
    long firstBegin() {
        return firstBegin < 0 ? position() : firstBegin;
    }

    /** Bytes of the current record, as far as they were read. */
    Utf8 raw() {
        return chunks.slice(chunks.index(recordStart), at);
    }

    /** Offset of the record that is left to the next split; of the end of the file if there is none. */
    long leftBegin() {
        return leftBegin < 0 ? position() : leftBegin;
    }

    @Override
    public boolean begin() {
        long position = position();
        if (begun && position == recordStart) {
            throw new IllegalStateException("begin() was called twice for the record at byte " + recordStart);
        }
        if (position < start()) {
            throw new IllegalStateException("begin() was called at byte " + position + ", before byte " + start()
                    + " where the part starts: the record there is another reader's");
        }
        firstBegin = firstBegin < 0 ? position : firstBegin;
        // The bytes of the record before need not be kept any longer.
        begun = false;
        ended = position >= end() || !hasNext();
        if (ended) {
            leftBegin = position;
            return false;
        }
        recordStart = position;
        begun = true;
        return true;
    }

    @Override
    public long position() {
        return chunks.offset(at);
    }

    @Override
    public long start() {
        return input.split().start();
    }

    @Override
    public long end() {
        return input.end();
    }

    @Override
    public int read() {
        return hasNext() ? chunks.bytes()[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, chunks.limit() - at);
        System.arraycopy(chunks.bytes(), at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return chunks.limit() - at;
    }

    /** Whether there is a next byte; reads more if it is not in the window yet. */
    boolean hasNext() {
        if (at < chunks.limit()) {
            return true;
        }
        long position = position();
        boolean more = chunks.more(begun ? chunks.index(recordStart) : at);
        at = chunks.index(position);
        return more;
    }
}
