package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of a sorted set or map, a byte in front of its encoding, so that it comes back as it was. Comparators that nobody could know again are
 * refused.
 */
enum SortedBy {
    NATURAL,
    REVERSE,
    TOTAL;

    private static final SortedBy[] ALL = values();

    /** @throws IllegalArgumentException if {@code comparator} is none of these */
    static void write(@Nullable Comparator<?> comparator, BytesOut out) {
        out.writeByte(of(comparator).ordinal());
    }

    /** @param elements type of the elements or keys */
    static @Nullable Comparator<Object> read(BytesIn in, Type elements) {
        return switch (ALL[in.readByte()]) {
            case NATURAL -> null;
            case REVERSE -> Collections.reverseOrder();
            case TOTAL -> TotalOrder.of(elements);
        };
    }

    private static SortedBy of(@Nullable Comparator<?> comparator) {
        if (comparator == null || comparator.equals(Comparator.naturalOrder())) {
            return NATURAL;
        }
        if (comparator.equals(Collections.reverseOrder())) {
            return REVERSE;
        }
        if (comparator instanceof TotalOrder) {
            return TOTAL;
        }
        throw new IllegalArgumentException(
                "Cannot encode a sorted set or map: its comparator would be lost. Use natural or reverse order, or a List");
    }
}
