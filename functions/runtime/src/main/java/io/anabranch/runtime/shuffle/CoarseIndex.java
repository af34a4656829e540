package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are where in a packed object, in at most {@link #MAX_BOUNDARIES} steps. Immutable; small enough for a receipt.
 *
 * <p>A boundary lies before a block; one more lies behind the last. Each has two keys:
 *
 * <ul>
 *   <li>low: no record behind it has a smaller key;
 *   <li>high: every record before it has a smaller key; null when that cannot be said.
 * </ul>
 *
 * <p>They are the same, the shortest key between two blocks, unless a group lies on both sides. Then low is the key of the group
 * and high the next key after it. Keys of more than {@link #MAX_KEY_BYTES} are cut off, which makes the step wider, never wrong.
 * In HASH order a key is the four bytes of the hash.
 *
 * <pre>
 * version 01 | varint boundaries
 * boundary:  flags (bit 0: a group on both sides; bit 1: key cut off) | varint bytes shared with the key before
 *            | varint further bytes | further bytes | varint offset - offset before | varint records - records before
 * int32 CRC32C of all before
 * </pre>
 */
public final class CoarseIndex {
    /** More would make the receipts of a large run too large for a barrier, at 4 to 20 bytes each. */
    public static final int MAX_BOUNDARIES = 512;

    private static final int VERSION = 1;
    private static final int MAX_KEY_BYTES = 64;
    private static final int MAX_SORT_KEY_BYTES = MAX_KEY_BYTES + 1;
    private static final int DIVIDED = 1;
    private static final int CUT_OFF = 2;

    private final List<Boundary> boundaries;

    private record Boundary(byte[] low, int flags, long offset, long recordsBefore) {
        byte @Nullable [] high() {
            if ((flags & DIVIDED) == 0) {
                return low;
            }
            return (flags & CUT_OFF) == 0 ? Arrays.copyOf(low, low.length + 1) : increment(low);
        }

        /** The first key of the same length behind all keys that begin with this one. */
        private static byte @Nullable [] increment(byte[] key) {
            byte[] next = key.clone();
            for (int i = next.length - 1; i >= 0; i--) {
                if (++next[i] != 0) {
                    return next;
                }
            }
            return null;
        }
    }

    private CoarseIndex(List<Boundary> boundaries) {
        this.boundaries = boundaries;
    }

    /**
     * Reads what {@link #toBase64} gave.
     *
     * @throws BugException if it is of another version, truncated or changed
     */
    public static CoarseIndex fromBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length < 6 || BlockFormat.readInt(bytes, bytes.length - 4) != crc(bytes, bytes.length - 4)) {
                throw invalid("its checksum differs", null);
            }
            if (bytes[0] != VERSION) {
                throw invalid("version " + bytes[0] + " is not known, expected " + VERSION, null);
            }
            return read(new BytesIn().reset(bytes, 1, bytes.length - 5));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        }
    }

    private static CoarseIndex read(BytesIn in) {
        int count = (int) in.readVarLong();
        if (count < 2 || count > MAX_BOUNDARIES + 1) {
            throw invalid(count + " boundaries", null);
        }
        List<Boundary> read = new ArrayList<>(count);
        Boundary before = new Boundary(new byte[0], 0, 0, 0);
        for (int i = 0; i < count; i++) {
            int flags = in.readByte();
            int shared = (int) in.readVarLong();
            byte[] more = in.readBytes((int) in.readVarLong());
            if (shared < 0 || shared > before.low.length) {
                throw invalid("a key is not valid", null);
            }
            byte[] low = Arrays.copyOf(before.low, shared + more.length);
            System.arraycopy(more, 0, low, shared, more.length);
            before =
                    new Boundary(low, flags, before.offset + in.readVarLong(), before.recordsBefore + in.readVarLong());
            read.add(before);
        }
        if (in.remaining() != 0) {
            throw invalid(in.remaining() + " bytes too many", null);
        }
        return new CoarseIndex(List.copyOf(read));
    }

    /** For a receipt. */
    public String toBase64() {
        BytesOut out = new BytesOut(16 * boundaries.size());
        out.writeByte(VERSION);
        out.writeVarLong(boundaries.size());
        Boundary before = new Boundary(new byte[0], 0, 0, 0);
        for (Boundary boundary : boundaries) {
            int mismatch = Arrays.mismatch(before.low, boundary.low);
            int shared = mismatch < 0 ? boundary.low.length : mismatch;
            out.writeByte(boundary.flags);
            out.writeVarLong(shared);
            out.writeVarLong(boundary.low.length - shared);
            out.write(boundary.low, shared, boundary.low.length - shared);
            out.writeVarLong(boundary.offset - before.offset);
            out.writeVarLong(boundary.recordsBefore - before.recordsBefore);
            before = boundary;
        }
        out.writeInt(crc(out.array(), out.length()));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(out.array(), out.length()));
    }

    /** Records in the object. */
    public long records() {
        return boundaries.get(boundaries.size() - 1).recordsBefore;
    }

    /** Bytes of all blocks, as stored. */
    public long bytes() {
        return boundaries.get(boundaries.size() - 1).offset - boundaries.get(0).offset;
    }

    /** Number of steps between boundaries. */
    int steps() {
        return boundaries.size() - 1;
    }

    byte[] low(int boundary) {
        return boundaries.get(boundary).low;
    }

    byte @Nullable [] high(int boundary) {
        return boundaries.get(boundary).high();
    }

    long offset(int boundary) {
        return boundaries.get(boundary).offset;
    }

    long recordsBefore(int boundary) {
        return boundaries.get(boundary).recordsBefore;
    }

    /** The last boundary before which there is no record of {@code range}. */
    int start(KeyRange range) {
        byte[] from = range.from();
        if (from == null) {
            return 0;
        }
        int low = 0;
        int high = steps();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            byte[] bound = high(middle);
            if (bound != null && Arrays.compareUnsigned(bound, from) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first boundary behind which there is no record of {@code range}. */
    int end(KeyRange range) {
        byte[] to = range.to();
        int low = 0;
        int high = steps();
        if (to == null) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(low(middle), to) >= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static BugException invalid(String why, @Nullable Throwable cause) {
        return new BugException(
                "Cannot read the index of a shuffle object: " + why
                        + ". The receipt is not what was written; run again",
                Where.UNKNOWN,
                cause);
    }

    /** Told of each block as it is written; keeps every second boundary once there are too many. */
    static final class Builder {
        private final ShuffleOrder order;
        private final List<Boundary> kept = new ArrayList<>();
        private byte[] lastKey = new byte[0];
        private int stride = 1;
        private long blocks;

        Builder(ShuffleOrder order) {
            this.order = order;
        }

        void startBlock(long offset, long recordsBefore, byte[] bytes, int key, int length) {
            if (blocks++ % stride != 0) {
                return;
            }
            if (kept.size() == MAX_BOUNDARIES) {
                for (int i = MAX_BOUNDARIES - 1; i > 0; i -= 2) {
                    kept.remove(i);
                }
                stride *= 2;
                if ((blocks - 1) % stride != 0) {
                    return;
                }
            }
            byte[] first = sortKey(bytes, key, length);
            kept.add(kept.isEmpty() ? cutOff(first, 0, offset, recordsBefore) : between(first, offset, recordsBefore));
        }

        void endBlock(byte[] bytes, int key, int length) {
            lastKey = sortKey(bytes, key, length);
        }

        CoarseIndex build(long end, long records) {
            List<Boundary> all = new ArrayList<>(kept);
            all.add(cutOff(lastKey, DIVIDED, end, records));
            return new CoarseIndex(List.copyOf(all));
        }

        private Boundary between(byte[] first, long offset, long recordsBefore) {
            int differing = Arrays.mismatch(lastKey, first);
            if (differing < 0) {
                return cutOff(first, DIVIDED, offset, recordsBefore);
            }
            return differing < MAX_KEY_BYTES
                    ? new Boundary(Arrays.copyOf(first, shortest(first, differing)), 0, offset, recordsBefore)
                    : cutOff(first, DIVIDED, offset, recordsBefore);
        }

        private int shortest(byte[] first, int differing) {
            return order == ShuffleOrder.HASH ? first.length : differing + 1;
        }

        private Boundary cutOff(byte[] key, int flags, long offset, long recordsBefore) {
            // A hash has no next key of greater length: its four bytes count as cut off.
            boolean cut = key.length > MAX_KEY_BYTES || (order == ShuffleOrder.HASH && flags == DIVIDED);
            return new Boundary(
                    key.length > MAX_KEY_BYTES ? Arrays.copyOf(key, MAX_KEY_BYTES) : key,
                    flags | (cut ? CUT_OFF : 0),
                    offset,
                    recordsBefore);
        }

        private byte[] sortKey(byte[] bytes, int key, int length) {
            if (order == ShuffleOrder.ORDERED) {
                return Arrays.copyOfRange(bytes, key, key + Math.min(length, MAX_SORT_KEY_BYTES));
            }
            byte[] hash = new byte[4];
            BlockFormat.writeInt(hash, 0, KeyHash.orderHash(bytes, key, length));
            return hash;
        }
    }
}
