package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import io.anabranch.internal.DoubleCell;
import io.anabranch.internal.ExactSum;
import io.anabranch.internal.LongCell;
import io.anabranch.internal.WideCell;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compact encodings, found by {@link Scalars}. Small numbers are short. Types with a length encode null as length 0 and a length n as n + 1; no
 * other type here has null.
 */
final class CompactScalars {
    static final Scalars SHAPES = new Scalars(MethodHandles.lookup());

    private CompactScalars() {}

    static void write(boolean value, BytesOut out) {
        out.writeByte(value ? 1 : 0);
    }

    static boolean readBoolean(BytesIn in) {
        return in.readByte() != 0;
    }

    static void write(byte value, BytesOut out) {
        out.writeByte(value);
    }

    static byte readByte(BytesIn in) {
        return in.readByte();
    }

    static void write(short value, BytesOut out) {
        out.writeSignedVarLong(value);
    }

    static short readShort(BytesIn in) {
        return (short) in.readSignedVarLong();
    }

    static void write(char value, BytesOut out) {
        out.writeVarLong(value);
    }

    static char readChar(BytesIn in) {
        return (char) in.readVarLong();
    }

    static void write(int value, BytesOut out) {
        out.writeSignedVarLong(value);
    }

    static int readInt(BytesIn in) {
        return (int) in.readSignedVarLong();
    }

    static void write(long value, BytesOut out) {
        out.writeSignedVarLong(value);
    }

    static long readLong(BytesIn in) {
        return in.readSignedVarLong();
    }

    static void write(float value, BytesOut out) {
        out.writeInt(Float.floatToIntBits(value));
    }

    static float readFloat(BytesIn in) {
        return Float.intBitsToFloat(in.readInt());
    }

    static void write(double value, BytesOut out) {
        out.writeLong(Double.doubleToLongBits(value));
    }

    static double readDouble(BytesIn in) {
        return Double.longBitsToDouble(in.readLong());
    }

    static void write(@Nullable String value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
        } else {
            int length = Strings.encodedLength(value);
            out.writeVarLong(length + 1L);
            int at = out.reserve(length);
            Strings.encode(value, out.array(), at);
        }
    }

    static @Nullable String readString(BytesIn in) {
        int length = readLength(in);
        return length < 0 ? null : Strings.decode(in.array(), in.advance(length), length);
    }

    static void write(@Nullable Utf8 value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
        } else {
            out.writeVarLong(value.length() + 1L);
            out.write(value.array(), value.arrayOffset(), value.length());
        }
    }

    static @Nullable Utf8 readUtf8(BytesIn in) {
        int length = readLength(in);
        return length < 0 ? null : in.readUtf8(length);
    }

    static void write(byte @Nullable [] value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
        } else {
            out.writeVarLong(value.length + 1L);
            out.write(value, 0, value.length);
        }
    }

    static byte @Nullable [] readBytes(BytesIn in) {
        int length = readLength(in);
        return length < 0 ? null : in.readBytes(length);
    }

    static void write(@Nullable BigInteger value, BytesOut out) {
        write(value == null ? null : value.toByteArray(), out);
    }

    static @Nullable BigInteger readBigInteger(BytesIn in) {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : new BigInteger(bytes);
    }

    static void write(@Nullable BigDecimal value, BytesOut out) {
        write(value == null ? null : value.unscaledValue(), out);
        if (value != null) {
            out.writeSignedVarLong(value.scale());
        }
    }

    static @Nullable BigDecimal readBigDecimal(BytesIn in) {
        BigInteger unscaled = readBigInteger(in);
        return unscaled == null ? null : new BigDecimal(unscaled, (int) in.readSignedVarLong());
    }

    static void write(Instant value, BytesOut out) {
        out.writeSignedVarLong(value.getEpochSecond());
        out.writeVarLong(value.getNano());
    }

    static Instant readInstant(BytesIn in) {
        return Instant.ofEpochSecond(in.readSignedVarLong(), in.readVarLong());
    }

    static void write(Duration value, BytesOut out) {
        out.writeSignedVarLong(value.getSeconds());
        out.writeVarLong(value.getNano());
    }

    static Duration readDuration(BytesIn in) {
        return Duration.ofSeconds(in.readSignedVarLong(), in.readVarLong());
    }

    static void write(LocalDate value, BytesOut out) {
        out.writeSignedVarLong(value.toEpochDay());
    }

    static LocalDate readLocalDate(BytesIn in) {
        return LocalDate.ofEpochDay(in.readSignedVarLong());
    }

    static void write(LocalDateTime value, BytesOut out) {
        write(value.toLocalDate(), out);
        out.writeVarLong(value.toLocalTime().toNanoOfDay());
    }

    static LocalDateTime readLocalDateTime(BytesIn in) {
        LocalDate date = readLocalDate(in);
        return LocalDateTime.of(date, LocalTime.ofNanoOfDay(in.readVarLong()));
    }

    static void write(UUID value, BytesOut out) {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    static UUID readUuid(BytesIn in) {
        long most = in.readLong();
        return new UUID(most, in.readLong());
    }

    static void write(LongCell value, BytesOut out) {
        out.writeSignedVarLong(value.value);
    }

    static LongCell readLongCell(BytesIn in) {
        return new LongCell(in.readSignedVarLong());
    }

    static void write(WideCell value, BytesOut out) {
        out.writeSignedVarLong(value.high);
        out.writeSignedVarLong(value.low);
    }

    static WideCell readWideCell(BytesIn in) {
        long high = in.readSignedVarLong();
        return new WideCell(high, in.readSignedVarLong());
    }

    static void write(DoubleCell value, BytesOut out) {
        write(value.value, out);
    }

    static DoubleCell readDoubleCell(BytesIn in) {
        return new DoubleCell(readDouble(in));
    }

    static void write(ExactSum value, BytesOut out) {
        out.writeSignedVarLong(value.high());
        out.writeLong(value.low());
        out.writeVarLong(value.count());
        boolean plain = value.special() == 0 && value.rest() == null;
        out.writeByte(plain ? 0 : 1);
        if (!plain) {
            write(value.special(), out);
            write(value.rest(), out);
        }
    }

    static ExactSum readExactSum(BytesIn in) {
        long high = in.readSignedVarLong();
        long low = in.readLong();
        long count = in.readVarLong();
        return in.readByte() == 0
                ? new ExactSum(high, low, count, 0, null)
                : new ExactSum(high, low, count, readDouble(in), readBigInteger(in));
    }

    private static int readLength(BytesIn in) {
        return (int) (in.readVarLong() - 1);
    }
}
