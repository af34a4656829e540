package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.ObjectStore;
import org.jspecify.annotations.Nullable;

/** A segment of an object that is near: it is read where it is, a little at a time, and not opened before the first of it is wanted. */
final class InPlaceSource implements BlockSource {
    /** Two blocks. */
    private static final int CHUNK_BYTES = 2 * BlockWriter.BLOCK_BYTES;

    private final ObjectStore store;
    private final Segment segment;
    private @Nullable ObjectInput body;
    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    /** Bytes of the segment that were not fetched. */
    private long left;

    InPlaceSource(ObjectStore store, Segment segment) {
        this.store = store;
        this.segment = segment;
        this.left = segment.length();
    }

    @Override
    public String name() {
        return segment.object().uri().toString();
    }

    @Override
    public long position() {
        return segment.offset() + segment.length() - left;
    }

    @Override
    public long remaining() {
        return left;
    }

    @Override
    public int fetch(int count) {
        if (limit - at < count) {
            fill(count);
        }
        int from = at;
        at += count;
        left -= count;
        return from;
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public void close() {
        if (body != null) {
            body.close();
            body = null;
        }
        bytes = new byte[0];
    }

    /** Reads on, behind what is left over. */
    private void fill(int count) {
        int kept = limit - at;
        int size = (int) Math.min(left, Math.max(count, CHUNK_BYTES));
        byte[] target = bytes.length < size ? new byte[size] : bytes;
        System.arraycopy(bytes, at, target, 0, kept);
        bytes = target;
        at = 0;
        limit = kept;
        if (body == null) {
            body = store.openRange(segment.object(), segment.offset(), segment.length());
        }
        while (limit < size) {
            int read = body.read(bytes, limit, size - limit);
            if (read < 0) {
                throw BlockFormat.corrupt("it is cut off", name(), position());
            }
            limit += read;
        }
    }
}
