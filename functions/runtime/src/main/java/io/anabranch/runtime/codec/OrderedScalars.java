package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Encodings whose unsigned lexicographic order is that of the values, found by {@link Scalars}. None is a prefix of another of its type, so
 * that they may follow each other, and be complemented for descending order. No null. All but decimals can be read back.
 */
final class OrderedScalars {
    static final Scalars SHAPES = new Scalars(MethodHandles.lookup());

    private OrderedScalars() {}

    static void write(boolean value, BytesOut out) {
        out.writeByte(value ? 1 : 0);
    }

    static boolean readBoolean(BytesIn in) {
        return in.readByte() != 0;
    }

    static void write(byte value, BytesOut out) {
        out.writeByte(value ^ 0x80);
    }

    static byte readByte(BytesIn in) {
        return (byte) (in.readByte() ^ 0x80);
    }

    static void write(short value, BytesOut out) {
        write((char) (value ^ 0x8000), out);
    }

    static short readShort(BytesIn in) {
        return (short) (readChar(in) ^ 0x8000);
    }

    static void write(char value, BytesOut out) {
        out.writeByte(value >> 8);
        out.writeByte(value);
    }

    static char readChar(BytesIn in) {
        int high = in.readByte() & 0xFF;
        return (char) ((high << 8) | (in.readByte() & 0xFF));
    }

    static void write(int value, BytesOut out) {
        out.writeInt(value ^ Integer.MIN_VALUE);
    }

    static int readInt(BytesIn in) {
        return in.readInt() ^ Integer.MIN_VALUE;
    }

    static void write(long value, BytesOut out) {
        out.writeLong(value ^ Long.MIN_VALUE);
    }

    static long readLong(BytesIn in) {
        return in.readLong() ^ Long.MIN_VALUE;
    }

    static void write(float value, BytesOut out) {
        int bits = Float.floatToIntBits(value);
        out.writeInt(bits ^ (bits >> 31 | Integer.MIN_VALUE));
    }

    static float readFloat(BytesIn in) {
        int bits = in.readInt();
        return Float.intBitsToFloat(bits ^ (~bits >> 31 | Integer.MIN_VALUE));
    }

    static void write(double value, BytesOut out) {
        long bits = Double.doubleToLongBits(value);
        out.writeLong(bits ^ (bits >> 63 | Long.MIN_VALUE));
    }

    static double readDouble(BytesIn in) {
        long bits = in.readLong();
        return Double.longBitsToDouble(bits ^ (~bits >> 63 | Long.MIN_VALUE));
    }

    static void write(String value, BytesOut out) {
        byte[] bytes = new byte[Strings.encodedLength(value)];
        Strings.encode(value, bytes, 0);
        Terminated.write(bytes, 0, bytes.length, out);
    }

    static String readString(BytesIn in) {
        byte[] bytes = Terminated.read(in);
        return Strings.decode(bytes, 0, bytes.length);
    }

    static void write(Utf8 value, BytesOut out) {
        Terminated.write(value.array(), value.arrayOffset(), value.length(), out);
    }

    static Utf8 readUtf8(BytesIn in) {
        byte[] bytes = Terminated.read(in);
        return Utf8.wrap(bytes, 0, bytes.length);
    }

    static void write(byte[] value, BytesOut out) {
        Terminated.write(value, 0, value.length, out);
    }

    static byte[] readBytes(BytesIn in) {
        return Terminated.read(in);
    }

    /** Length of the magnitude, negative for negative numbers; then the magnitude, complemented for negative numbers. */
    static void write(BigInteger value, BytesOut out) {
        byte[] magnitude = value.abs().toByteArray();
        write(value.signum() * magnitude.length, out);
        int flip = value.signum() < 0 ? 0xFF : 0;
        if (value.signum() != 0) {
            for (byte each : magnitude) {
                out.writeByte(each ^ flip);
            }
        }
    }

    static BigInteger readBigInteger(BytesIn in) {
        int length = readInt(in);
        byte[] magnitude = in.readBytes(Math.abs(length));
        if (length >= 0) {
            return new BigInteger(magnitude.length == 0 ? new byte[1] : magnitude);
        }
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] ^= (byte) 0xFF;
        }
        return new BigInteger(magnitude).negate();
    }

    /**
     * Sign, exponent, digits without trailing zeros, complemented for negative numbers. 2.5 and 2.50 are one number and so have one encoding: what
     * is ordered by further keys is not ordered by scale before.
     */
    static void write(BigDecimal value, BytesOut out) {
        out.writeByte(value.signum() + 1);
        if (value.signum() != 0) {
            int from = out.length();
            byte[] digits = value.unscaledValue().abs().toString().getBytes(StandardCharsets.US_ASCII);
            writeExponent(digits.length - (long) value.scale(), out);
            int length = digits.length;
            while (digits[length - 1] == '0') {
                length--;
            }
            Terminated.write(digits, 0, length, out);
            if (value.signum() < 0) {
                Complement.flip(out, from);
            }
        }
    }

    /** Nobody reads what has lost its scale. */
    @SuppressWarnings("DoNotCallSuggester") // It is found by its return type.
    static BigDecimal readBigDecimal(BytesIn in) {
        throw new UnsupportedOperationException(
                "Cannot read a decimal at byte " + in.position() + ": its scale is lost");
    }

    /** Two bytes; for the extremes, which a decimal has beyond the range of an int, eight more. */
    private static void writeExponent(long exponent, BytesOut out) {
        if (exponent > Short.MIN_VALUE && exponent < Short.MAX_VALUE) {
            write((short) exponent, out);
        } else {
            write(exponent < 0 ? Short.MIN_VALUE : Short.MAX_VALUE, out);
            write(exponent, out);
        }
    }

    static void write(Instant value, BytesOut out) {
        write(value.getEpochSecond(), out);
        out.writeInt(value.getNano());
    }

    static Instant readInstant(BytesIn in) {
        long seconds = readLong(in);
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    static void write(Duration value, BytesOut out) {
        write(value.getSeconds(), out);
        out.writeInt(value.getNano());
    }

    static Duration readDuration(BytesIn in) {
        long seconds = readLong(in);
        return Duration.ofSeconds(seconds, in.readInt());
    }

    static void write(LocalDate value, BytesOut out) {
        write(value.toEpochDay(), out);
    }

    static LocalDate readLocalDate(BytesIn in) {
        return LocalDate.ofEpochDay(readLong(in));
    }

    static void write(LocalDateTime value, BytesOut out) {
        write(value.toLocalDate(), out);
        out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    static LocalDateTime readLocalDateTime(BytesIn in) {
        LocalDate date = readLocalDate(in);
        return LocalDateTime.of(date, LocalTime.ofNanoOfDay(in.readLong()));
    }

    /** In the order of its text, which is not that of {@link UUID#compareTo}. */
    static void write(UUID value, BytesOut out) {
        CompactScalars.write(value, out);
    }

    static UUID readUuid(BytesIn in) {
        return CompactScalars.readUuid(in);
    }
}
