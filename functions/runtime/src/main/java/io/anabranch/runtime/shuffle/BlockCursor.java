package io.anabranch.runtime.shuffle;

import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Steps through the records of one sorted run, within a key range. */
final class BlockCursor implements AutoCloseable {
    private final BlockSource source;
    private final ShuffleOrder order;
    private final int tag;
    private final byte @Nullable [] to;
    private final long toPrefix;
    private final Decompressor decompressor;
    private final CRC32C crc = new CRC32C();
    private final byte[] place;
    private byte[] raw = new byte[0];
    private int limit;
    private int left;
    private long blockAt;
    private boolean done;

    /** The record it stands at. */
    final RecordCursor record = new RecordCursor();

    /** Of the record it stands at. */
    long prefix;

    /**
     * Stands at the first record of {@code range}, or is {@link #isDone}.
     *
     * @param decompressor shared by the cursors of one reader
     */
    BlockCursor(BlockSource source, ShuffleOrder order, int tag, KeyRange range, Decompressor decompressor) {
        this.source = source;
        this.place = BlockFormat.place(source.name());
        this.order = order;
        this.tag = tag;
        this.decompressor = decompressor;
        this.to = range.to();
        this.toPrefix = to == null ? 0 : cutPrefix(to);
        byte[] from = range.from();
        boolean more = advance();
        while (more && from != null && compareToCut(from, cutPrefix(from)) < 0) {
            more = advance();
        }
    }

    int tag() {
        return tag;
    }

    String name() {
        return source.name();
    }

    boolean isDone() {
        return done;
    }

    /** Steps to the next record; false at the end of the range. */
    boolean advance() {
        if (left == 0 && !nextBlock()) {
            done = true;
            return false;
        }
        left--;
        readRecord();
        prefix = Prefix.of(order, record.bytes, record.key, record.keyLength);
        if (to != null && compareToCut(to, toPrefix) >= 0) {
            done = true;
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        source.close();
    }

    private void readRecord() {
        RecordCursor r = record;
        byte[] bytes = r.bytes;
        int at = r.value + r.valueLength;
        if (limit - at < 2) {
            throw corrupt("a record is cut off");
        }
        long lengths = bytes[at];
        long valueLength = bytes[at + 1];
        long extraLength = 0;
        if (lengths >= 0 && (lengths & 1) == 0 && valueLength >= 0) {
            at += 2;
        } else {
            lengths = varint(at);
            at = next;
            if ((lengths & 1) != 0) {
                extraLength = varint(at);
                at = next;
            }
            valueLength = varint(at);
            at = next;
        }
        long keyLength = lengths >>> 1;
        if (keyLength + extraLength + valueLength > limit - at) {
            throw corrupt("a record is longer than its block");
        }
        r.key = at;
        r.keyLength = (int) keyLength;
        r.extra = at + r.keyLength;
        r.extraLength = (int) extraLength;
        r.value = r.extra + r.extraLength;
        r.valueLength = (int) valueLength;
    }

    private int next;

    private long varint(int from) {
        long value = 0;
        int at = from;
        for (int shift = 0; shift < 35 && at < limit; shift += 7) {
            byte b = record.bytes[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                next = at;
                return value;
            }
        }
        throw corrupt("a length is not valid");
    }

    private boolean nextBlock() {
        RecordCursor r = record;
        if (r.value + r.valueLength != limit) {
            throw corrupt("records do not fill the block");
        }
        if (source.remaining() == 0) {
            return false;
        }
        blockAt = source.position();
        if (source.remaining() < BlockFormat.HEADER_BYTES) {
            throw corrupt("a block is cut off");
        }
        int at = source.fetch(BlockFormat.HEADER_BYTES);
        byte[] bytes = source.array();
        int head = BlockFormat.readInt(bytes, at);
        int records = BlockFormat.readInt(bytes, at + 4);
        int rawLength = BlockFormat.readInt(bytes, at + 8);
        int length = BlockFormat.readInt(bytes, at + 12);
        int sum = BlockFormat.readInt(bytes, at + BlockFormat.CRC_AT);
        checkHead(head, records, rawLength, length);
        BlockFormat.begin(crc, place, blockAt);
        crc.update(bytes, at, BlockFormat.CRC_AT);
        int payload = source.fetch(length);
        bytes = source.array();
        crc.update(bytes, payload, length);
        if ((int) crc.getValue() != sum) {
            throw corrupt("its checksum differs");
        }
        open(bytes, payload, length, rawLength, (head & BlockFormat.COMPRESSED) != 0);
        left = records;
        return true;
    }

    private void checkHead(int head, int records, int rawLength, int length) {
        if (head >>> 16 != BlockFormat.MAGIC) {
            throw corrupt("no block begins here");
        }
        if ((head >>> 8 & 0xFF) != BlockFormat.VERSION) {
            throw corrupt("version " + (head >>> 8 & 0xFF) + " is not known, expected " + BlockFormat.VERSION);
        }
        if ((head & 0xFF & ~BlockFormat.COMPRESSED) != BlockFormat.flags(order)) {
            throw corrupt("flags " + (head & 0xFF) + " do not fit the order " + order);
        }
        if (records <= 0 || rawLength < 0 || length < 0 || length > source.remaining()) {
            throw corrupt("a length is not valid");
        }
    }

    private void open(byte[] bytes, int payload, int length, int rawLength, boolean compressed) {
        RecordCursor r = record;
        if (compressed) {
            if (raw.length < rawLength) {
                raw = new byte[rawLength];
            }
            try {
                int got = decompressor.decompress(raw, rawLength, bytes, payload, length);
                if (got != rawLength) {
                    throw corrupt("it holds " + got + " bytes, not " + rawLength);
                }
            } catch (ZstdException e) {
                throw corrupt("it cannot be decompressed: " + e.getMessage());
            }
            r.bytes = raw;
            r.value = 0;
        } else {
            if (length != rawLength) {
                throw corrupt("it holds " + length + " bytes, not " + rawLength);
            }
            r.bytes = bytes;
            r.value = payload;
        }
        r.valueLength = 0;
        limit = r.value + rawLength;
    }

    private long cutPrefix(byte[] cut) {
        if (order == ShuffleOrder.ORDERED) {
            return Prefix.ofBytes(cut, 0, cut.length);
        }
        if (cut.length != 4) {
            throw new IllegalArgumentException("Invalid cut: " + cut.length + " bytes, expected the 4 of a hash");
        }
        return (long) BlockFormat.readInt(cut, 0) << 32;
    }

    private int compareToCut(byte[] cut, long cutPrefix) {
        if (order == ShuffleOrder.HASH) {
            return Integer.compareUnsigned((int) (prefix >>> 32), (int) (cutPrefix >>> 32));
        }
        int head = Long.compareUnsigned(prefix, cutPrefix);
        return head != 0
                ? head
                : Arrays.compareUnsigned(record.bytes, record.key, record.key + record.keyLength, cut, 0, cut.length);
    }

    private RuntimeException corrupt(String what) {
        return BlockFormat.corrupt(what, source.name(), blockAt);
    }
}
