package io.anabranch.runtime.format.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of one JSON object, by component of the record that it becomes, before the record is made. */
final class JsonSlots {
    final long[] numbers;
    final @Nullable Object[] references;

    /** Whether there was a value, and not null. */
    final boolean[] filled;

    /** Whether the property was there. */
    final boolean[] seen;

    JsonSlots(int slots) {
        this.numbers = new long[slots];
        this.references = new Object[slots];
        this.filled = new boolean[slots];
        this.seen = new boolean[slots];
    }

    void clear() {
        Arrays.fill(numbers, 0);
        Arrays.fill(references, null);
        Arrays.fill(filled, false);
        Arrays.fill(seen, false);
    }

    static long longAt(JsonSlots slots, int slot) {
        return slots.numbers[slot];
    }

    static int intAt(JsonSlots slots, int slot) {
        return (int) slots.numbers[slot];
    }

    static short shortAt(JsonSlots slots, int slot) {
        return (short) slots.numbers[slot];
    }

    static byte byteAt(JsonSlots slots, int slot) {
        return (byte) slots.numbers[slot];
    }

    static char charAt(JsonSlots slots, int slot) {
        return (char) slots.numbers[slot];
    }

    static boolean booleanAt(JsonSlots slots, int slot) {
        return slots.numbers[slot] != 0;
    }

    static double doubleAt(JsonSlots slots, int slot) {
        return Double.longBitsToDouble(slots.numbers[slot]);
    }

    static float floatAt(JsonSlots slots, int slot) {
        return (float) doubleAt(slots, slot);
    }

    static @Nullable Object referenceAt(JsonSlots slots, int slot) {
        return slots.references[slot];
    }
}
