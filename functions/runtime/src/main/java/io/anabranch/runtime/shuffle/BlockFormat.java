package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The packed object, version 1. All numbers are big-endian.
 *
 * <pre>
 * object   "ANBSHUF" 01 | block ... | end
 *
 * block    A5 42        magic
 *          01           version
 *          flags        bit 0: payload is compressed by zstd; bit 1: ORDERED; others 0
 *          int32        records, at least 1
 *          int32        bytes of the payload when not compressed
 *          int32        bytes of the payload as stored
 *          int32        CRC32C of the 16 bytes before and the payload as stored
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
    static final int VERSION = 1;
    static final int MAGIC = 0xA542;
    static final int HEADER_BYTES = 20;
    static final int CRC_AT = 16;
    static final int COMPRESSED = 1;
    static final int ORDERED = 2;
    static final int END_BYTES = 36;
    static final long START_MAGIC = 0x414E425348554601L;
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

    static int crc(CRC32C crc, byte[] header, int headerAt, byte[] payload, int payloadAt, int length) {
        crc.reset();
        crc.update(header, headerAt, CRC_AT);
        crc.update(payload, payloadAt, length);
        return (int) crc.getValue();
    }

    static BugException corrupt(String what, String object, long offset) {
        return new BugException(
                "Cannot read a block of the shuffle: " + what + ". The object is not what was written; run again",
                Where.at(object, offset));
    }
}
