package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The packed object, version 2. All numbers are big-endian.
 *
 * <pre>
 * object   "ANBSHUF" 02 | block ... | end
 *
 * block    A5 42        magic
 *          02           version
 *          flags        bit 0: payload is compressed by zstd; bit 1: ORDERED; others 0
 *          int32        records, at least 1
 *          int32        bytes of the payload when not compressed
 *          int32        bytes of the payload as stored
 *          int32        CRC32C of the block's place, the 16 bytes before and the payload as stored
 *                       place: int32 CRC32C of the object's address in UTF-8, int64 offset of the block in it
 *          payload
 *
 * payload  record ...
 * record   varint       key length * 2 + (1 if there are extra bytes)
 *          varint       length of the extra bytes, if there are any
 *          varint       value length
 *          key, extra, value
 *
 * end      "ANBSHEND" | int64 blocks | int64 records | int64 bytes not compressed | int32 CRC32C of the 32 bytes before
 * </pre>
 *
 * <p>Records are sorted, in HASH order by (upper half of {@link KeyHash} of the key, key, extra), in ORDERED by (key, extra), all unsigned.
 * A record lies in one block. Every block stands for itself, so that a reducer fetches a range of them and nothing else; that
 * is why each carries version and order.
 *
 * <p>Readers must reject: another magic, version or flag; a length below 0; a CRC that differs; a payload of another
 * length than said; records that do not fill the payload exactly; a range that ends inside a block; records out of order.
 */
final class BlockFormat {
    static final int VERSION = 2;
    static final int MAGIC = 0xA542;
    static final int HEADER_BYTES = 20;
    static final int CRC_AT = 16;
    static final int COMPRESSED = 1;
    static final int ORDERED = 2;
    static final int END_BYTES = 36;
    static final long START_MAGIC = 0x414E425348554602L;
    static final long END_MAGIC = 0x414E425348454E44L;
    static final int START_BYTES = 8;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BlockFormat() {}

    static int flags(ShuffleOrder order) {
        return order == ShuffleOrder.ORDERED ? ORDERED : 0;
    }

    static int readInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void writeInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static void writeLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /**
     * Room for the place of blocks in an object: a block that is found in another place than it was written to is not that object's.
     *
     * @param name address of the object, or path of the local file
     */
    static byte[] place(String name) {
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        byte[] place = new byte[Integer.BYTES + Long.BYTES];
        writeInt(place, 0, (int) crc.getValue());
        return place;
    }

    /** Begins the checksum of the block at an offset; its header and its payload follow. */
    static void begin(CRC32C crc, byte[] place, long offset) {
        writeLong(place, Integer.BYTES, offset);
        crc.reset();
        crc.update(place);
    }

    static BugException corrupt(String what, String object, long offset) {
        return new BugException(
                "Cannot read a block of the shuffle: " + what + ". The object is not what was written; run again",
                Where.at(object, offset));
    }
}
