package io.anabranch.runtime.shuffle;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesOut;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Gathers sorted records into blocks and writes them, compressed where that pays. */
final class BlockWriter implements AutoCloseable {
    /** Raw bytes of a block: larger ones compress hardly better and cost a reader more memory per segment. */
    static final int BLOCK_BYTES = 128 << 10;

    /** A block of an object is about 1/32 of what lies before it, so that small objects can be cut evenly too. */
    private static final int STEPS = 32;

    private static final int MIN_BLOCK_BYTES = 2 << 10;
    /** Room at first, which grows as blocks do. */
    private static final int FIRST_BYTES = 4 << 10;

    /**
     * Of -10, -5, -3, -1 and 1 the one with the smallest objects on sort, log and random text records. Speed did not decide: on
     * the busy machine where it was tried no level was faster on all three.
     */
    private static final int LEVEL = 1;

    /** After a block that did not shrink as many are not tried, then twice as many, up to this. */
    private static final int MAX_UNTRIED = 16;

    private static final int MAX_RECORD_BYTES = 1 << 30;

    private final ByteSink sink;
    private final ShuffleOrder order;
    private final int blockBytes;
    private final CoarseIndex.@Nullable Builder index;
    /** Null if nothing is compressed. */
    private final @Nullable ZstdCompressCtx zstd;

    private final CRC32C crc = new CRC32C();
    private final byte[] place;
    private final byte[] header = new byte[BlockFormat.HEADER_BYTES];
    private final BytesOut raw;
    private byte[] stored = new byte[0];
    private int target;
    private int blockRecords;
    private int lastKey;
    private int lastKeyLength;
    private int untried;
    private int untriedNext = 1;
    private long blocks;
    private long records;
    private long rawBytes;

    /**
     * @param name what it is written to, as its readers will call it
     * @param compresses whether blocks are compressed, where they shrink
     * @param index told of each block, or null for a spill
     */
    BlockWriter(
            ByteSink sink,
            String name,
            ShuffleOrder order,
            int blockBytes,
            boolean compresses,
            CoarseIndex.@Nullable Builder index) {
        this.sink = sink;
        this.place = BlockFormat.place(name);
        this.order = order;
        this.blockBytes = blockBytes;
        this.zstd = compresses ? new ZstdCompressCtx().setLevel(LEVEL) : null;
        this.index = index;
        this.raw = new BytesOut(FIRST_BYTES);
        this.target = index == null ? blockBytes : MIN_BLOCK_BYTES;
    }

    /** A record whose parts lie one behind the other. */
    void append(RecordCursor r) {
        begin(r.bytes, r.key, r.keyLength, r.extraLength, r.valueLength);
        raw.write(r.bytes, r.key, r.keyLength + r.extraLength + r.valueLength);
    }

    /** A record without extra bytes. */
    void append(byte[] keyBytes, int key, int keyLength, byte[] valueBytes, int value, int valueLength) {
        begin(keyBytes, key, keyLength, 0, valueLength);
        raw.write(keyBytes, key, keyLength);
        raw.write(valueBytes, value, valueLength);
    }

    private void begin(byte[] keyBytes, int key, int keyLength, int extraLength, int valueLength) {
        long size = (long) keyLength + extraLength + valueLength;
        if (size > MAX_RECORD_BYTES) {
            throw new LimitException(
                    "Cannot shuffle a record of " + size + " bytes: a record has at most " + MAX_RECORD_BYTES
                            + ". Make the record smaller",
                    Where.UNKNOWN);
        }
        if (blockRecords > 0 && raw.length() + size + 12 > target) {
            flush();
        }
        if (blockRecords == 0 && index != null) {
            index.startBlock(sink.position(), records, keyBytes, key, keyLength);
        }
        blockRecords++;
        records++;
        raw.writeVarLong((long) keyLength << 1 | (extraLength > 0 ? 1 : 0));
        if (extraLength > 0) {
            raw.writeVarLong(extraLength);
        }
        raw.writeVarLong(valueLength);
        lastKey = raw.length();
        lastKeyLength = keyLength;
    }

    /** Writes the block that is not full yet. */
    void flush() {
        if (blockRecords == 0) {
            return;
        }
        int length = raw.length();
        int compressed = compress(length);
        boolean shrunk = compressed >= 0;
        byte[] payload = shrunk ? stored : raw.array();
        int payloadLength = shrunk ? compressed : length;
        BlockFormat.writeInt(
                header,
                0,
                BlockFormat.MAGIC << 16
                        | BlockFormat.VERSION << 8
                        | BlockFormat.flags(order)
                        | (shrunk ? BlockFormat.COMPRESSED : 0));
        BlockFormat.writeInt(header, 4, blockRecords);
        BlockFormat.writeInt(header, 8, length);
        BlockFormat.writeInt(header, 12, payloadLength);
        BlockFormat.begin(crc, place, sink.position());
        crc.update(header, 0, BlockFormat.CRC_AT);
        crc.update(payload, 0, payloadLength);
        BlockFormat.writeInt(header, BlockFormat.CRC_AT, (int) crc.getValue());
        sink.write(header, 0, header.length);
        sink.write(payload, 0, payloadLength);
        if (index != null) {
            index.endBlock(raw.array(), lastKey, lastKeyLength);
        }
        rawBytes += length;
        blocks++;
        blockRecords = 0;
        raw.clear();
        if (index != null) {
            target = (int) Math.max(MIN_BLOCK_BYTES, Math.min(blockBytes, rawBytes / STEPS));
        }
    }

    long blocks() {
        return blocks;
    }

    long records() {
        return records;
    }

    long rawBytes() {
        return rawBytes;
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
    }

    /** Returns the compressed length, or -1 when the block is better stored as it is. */
    private int compress(int length) {
        if (zstd == null) {
            return -1;
        }
        if (untried > 0) {
            untried--;
            return -1;
        }
        int bound = (int) Zstd.compressBound(length);
        if (stored.length < bound) {
            stored = new byte[bound];
        }
        int compressed = zstd.compressByteArray(stored, 0, stored.length, raw.array(), 0, length);
        if (compressed < length - length / 10) {
            untriedNext = 1;
            return compressed;
        }
        untried = untriedNext;
        untriedNext = Math.min(MAX_UNTRIED, 2 * untriedNext);
        return -1;
    }
}
