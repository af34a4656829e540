package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Comparators that agree with ordered encodings, without encoding where the type's own order is the same. Null comes first. */
public final class Orders {
    private static final List<Class<?>> NATURAL = List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Utf8.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            Duration.class,
            BigInteger.class,
            BigDecimal.class);

    private Orders() {}

    /** The order of {@link Codecs#orderedPart}; null comes first. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Comparator<Object> of(Type type) {
        Encoder<Object> ordered = Codecs.orderedPart(type);
        if (Types.raw(type) == String.class) {
            return (Comparator) Comparator.nullsFirst(byCodePoint(byEncoding(ordered)));
        }
        return isNatural(type) ? (Comparator) Comparator.nullsFirst(Comparator.naturalOrder()) : byEncoding(ordered);
    }

    /** Whether the order is that of {@code compareTo}. */
    static boolean isNatural(Type type) {
        Class<?> raw = Types.raw(type);
        return NATURAL.contains(raw) || raw.isEnum();
    }

    /** The unsigned order of encodings. */
    public static Comparator<Object> byEncoding(Encoder<Object> encoder) {
        return (left, right) -> {
            BytesOut bytes = new BytesOut(64);
            encoder.write(left, bytes);
            int middle = bytes.length();
            encoder.write(right, bytes);
            return Arrays.compareUnsigned(bytes.array(), 0, middle, bytes.array(), middle, bytes.length());
        };
    }

    /** The order of UTF-8: that of {@link String#compareTo}, except where surrogates are compared. */
    private static Comparator<String> byCodePoint(Comparator<Object> encoding) {
        return (left, right) -> {
            int length = Math.min(left.length(), right.length());
            for (int i = 0; i < length; i++) {
                char a = left.charAt(i);
                char b = right.charAt(i);
                if (a != b) {
                    boolean plain = !Character.isSurrogate(a) && !Character.isSurrogate(b);
                    return plain ? a - b : encoding.compare(left, right);
                }
            }
            return left.length() - right.length();
        };
    }
}
