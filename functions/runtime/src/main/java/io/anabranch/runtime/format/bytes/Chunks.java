package io.anabranch.runtime.format.bytes;

import io.anabranch.Utf8;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The window on an object through which a reader looks: {@code bytes[0, limit)} are the bytes from offset {@code base} on. The
 * record that is being looked at always lies in it as a whole; for a longer one the window grows.
 *
 * <p>Where records keep slices of the window, each window is a new array; else one array is used again.
 */
public final class Chunks {
    /** With its header below half of a G1 region of the smallest size, else each would be a humongous object. */
    public static final int CHUNK_BYTES = 256 << 10;

    /** More than this the record that straddles {@code eagerEnd} mostly does not need. */
    private static final int EXPECTED_OVERRUN = 1 << 10;

    /** A quarter of the heap: the window, the one that it grew out of and the text that is made of it have to fit in together. */
    private static final int LONGEST =
            (int) Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory() / 4);

    private final String object;
    private final InputStream in;
    private final long eagerEnd;
    private final boolean retained;
    private boolean ended;

    private byte[] bytes;
    private int limit;
    private long base;

    /**
     * @param base offset of the first byte that {@code in} gives
     * @param eagerEnd offset up to which all bytes will be looked at; behind it no more is read than is asked for
     * @param retained whether records keep slices
     */
    public Chunks(String object, InputStream in, long base, long eagerEnd, boolean retained) {
        this.object = object;
        this.in = in;
        this.base = base;
        this.eagerEnd = eagerEnd;
        this.retained = retained;
        this.bytes = new byte[(int) Math.min(CHUNK_BYTES, eagerEnd - base + EXPECTED_OVERRUN) + ByteScan.ROOM];
    }

    /**
     * Reads more behind {@code limit}, and may move the window: the bytes from index {@code keepFrom} on are kept, and {@code base}
     * is the offset of index 0 afterwards.
     *
     * @return false at the end of the object; then nothing has moved
     */
    public boolean more(int keepFrom) {
        if (ended) {
            return false;
        }
        int kept = limit - keepFrom;
        if (limit + ByteScan.ROOM == bytes.length) {
            move(keepFrom);
        }
        int before = limit;
        fill(before + kept);
        return limit > before;
    }

    /** The window, with {@link ByteScan#ROOM} behind {@link #limit}; another array after {@link #more}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index behind the last byte that has been read. */
    public int limit() {
        return limit;
    }

    /** Offset in the object of index 0. */
    public long base() {
        return base;
    }

    /** Offset in the object of an index of the window. */
    public long offset(int index) {
        return base + index;
    }

    /** Index in the window of an offset in the object. */
    public int index(long offset) {
        return (int) (offset - base);
    }

    /** A part of the window; good until {@link #more}, unless records keep slices. */
    public Utf8 slice(int from, int to) {
        return Utf8.wrap(bytes, from, to - from);
    }

    private void move(int keepFrom) {
        int kept = limit - keepFrom;
        byte[] target = bytes;
        long wanted = Math.max(CHUNK_BYTES, 2L * kept);
        if (retained || wanted + ByteScan.ROOM > bytes.length) {
            if (kept >= LONGEST - ByteScan.ROOM) {
                throw new LimitException(
                        "Cannot read a record: it is longer than " + (LONGEST >> 20)
                                + " MiB, a quarter of the memory (at most 2 GiB). Look whether a line end or a closing quote is missing, or give"
                                + " more memory",
                        Where.at(object, offset(keepFrom)));
            }
            target = new byte[(int) Math.min(LONGEST, wanted + ByteScan.ROOM)];
        }
        System.arraycopy(bytes, keepFrom, target, 0, kept);
        bytes = target;
        base += keepFrom;
        limit = kept;
    }

    /** Doubling what is kept, at least, lets a long record be looked at again only as often as its length doubles. */
    private void fill(int least) {
        int before = limit;
        try {
            while (limit + ByteScan.ROOM < bytes.length
                    && (limit == before || limit < least || base + limit < eagerEnd)) {
                int count = in.read(bytes, limit, bytes.length - ByteScan.ROOM - limit);
                if (count < 0) {
                    ended = true;
                    return;
                }
                limit += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + object, e);
        }
    }
}
