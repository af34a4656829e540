package io.anabranch.runtime.flow;

import io.anabranch.Utf8;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Types;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Comparators that agree with ordered encodings, without encoding where the type's own order is the same. Null comes first. */
final class KeyComparators {
    private static final List<Class<?>> SAME_ORDER = List.of(
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
            BigInteger.class);

    private KeyComparators() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Comparator<Object> of(Type type, Codec<Object> ordered) {
        Class<?> raw = Types.raw(type);
        if (raw == String.class) {
            return (Comparator) Comparator.nullsFirst(byCodePoint(byEncoding(ordered)));
        }
        if (SAME_ORDER.contains(raw) || raw.isEnum()) {
            return (Comparator) Comparator.nullsFirst(Comparator.naturalOrder());
        }
        return byEncoding(ordered);
    }

    /** The unsigned order of encodings. */
    static Comparator<Object> byEncoding(Codec<Object> codec) {
        return (left, right) -> {
            BytesOut bytes = new BytesOut(64);
            codec.write(left, bytes);
            int middle = bytes.length();
            codec.write(right, bytes);
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
