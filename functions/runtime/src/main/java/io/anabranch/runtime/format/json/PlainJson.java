package io.anabranch.runtime.format.json;

import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.value.Cell;
import io.anabranch.runtime.format.value.Cells;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.format.value.StringCache;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects that nearly all are, straight from their bytes: texts without escapes, numbers and truth values, nothing nested. Whatever
 * else a line holds, a mistake too, is left to the parser, which reads it from its start: what comes out is the same.
 *
 * <p>What must hold: it reads nothing that the parser refuses, and no value otherwise.
 */
final class PlainJson {
    private static final int NOT_PLAIN = -1;
    private static final int UNKNOWN = -1;

    /** Of a number: digits that surely fit a long. */
    private static final int MOST_DIGITS = 18;

    /** Of a number with a point: more is rare, and surely finite below. */
    private static final int LONGEST_DECIMAL = 32;

    /** Properties whose order is remembered. */
    private static final int MOST_NAMES = 256;

    /** Lines after which those that were plain are counted; below half of them it is given up. */
    private static final int TRIAL = 1024;

    private static final long QUOTE = ByteScan.pattern((byte) '"');
    private static final long BACKSLASH = ByteScan.pattern((byte) '\\');
    private static final long SPACES = ByteScan.pattern((byte) ' ');
    private static final long TOP_BITS = ByteScan.pattern((byte) 0x80);

    /** How the value of a slot is read. */
    private enum Reading {
        WHOLE,
        DECIMAL,
        TRUTH,
        BOXED_LONG,
        BOXED_INT,
        BOXED_DECIMAL,
        BOXED_TRUTH,
        STRING,
        UTF8,
        CELL
    }

    private static final Map<Class<?>, Reading> KINDS = Map.ofEntries(
            Map.entry(long.class, Reading.WHOLE),
            Map.entry(int.class, Reading.WHOLE),
            Map.entry(short.class, Reading.WHOLE),
            Map.entry(byte.class, Reading.WHOLE),
            Map.entry(double.class, Reading.DECIMAL),
            Map.entry(boolean.class, Reading.TRUTH),
            Map.entry(Long.class, Reading.BOXED_LONG),
            Map.entry(Integer.class, Reading.BOXED_INT),
            Map.entry(Double.class, Reading.BOXED_DECIMAL),
            Map.entry(Boolean.class, Reading.BOXED_TRUTH),
            Map.entry(String.class, Reading.STRING),
            Map.entry(Utf8.class, Reading.UTF8));

    private final JsonRecord record;
    private final JsonSlots slots;
    private final Reading[] kinds;
    private final @Nullable Cell<?>[] cells;
    private final StringCache[] strings;

    /** Of whole numbers, the most that a slot holds; the least is the one below its negative. */
    private final long[] greatest;

    /** The properties of the line before, in their order, and whose slot each is. */
    private byte[][] names = new byte[16][];

    private int[] slotOf = new int[16];
    private int tried;
    private int plain;
    private boolean givenUp;

    private PlainJson(JsonRecord record, Reading[] kinds, @Nullable Cell<?>[] cells, long[] greatest) {
        this.record = record;
        this.slots = new JsonSlots(kinds.length);
        this.kinds = kinds;
        this.cells = cells;
        this.greatest = greatest;
        this.strings = new StringCache[kinds.length];
        Arrays.setAll(strings, slot -> new StringCache());
    }

    /** For records of {@code record}; null if some component is of no type that is read here. */
    static @Nullable PlainJson of(JsonRecord record) {
        int size = record.size();
        Reading[] kinds = new Reading[size];
        @Nullable Cell<?>[] cells = new Cell<?>[size];
        long[] greatest = new long[size];
        for (int slot = 0; slot < size; slot++) {
            Class<?> type = record.componentType(slot);
            Reading kind = KINDS.get(type);
            if (kind == null && (type.isPrimitive() || JsonScalars.isByToken(type) || Cells.of(type) == null)) {
                return null;
            }
            kinds[slot] = kind == null ? Reading.CELL : kind;
            cells[slot] = Cells.of(type);
            greatest[slot] = type == int.class || type == Integer.class
                    ? Integer.MAX_VALUE
                    : type == short.class ? Short.MAX_VALUE : type == byte.class ? Byte.MAX_VALUE : Long.MAX_VALUE;
        }
        return new PlainJson(record, kinds, cells, greatest);
    }

    /**
     * Reads a line.
     *
     * @param bytes valid UTF-8 in [from, to), with {@link ByteScan#ROOM} behind
     * @return the record, or null if the line is for the parser
     * @throws RefusedRecordException as {@link JsonRecord#finish}
     */
    @Nullable
    Object read(byte[] bytes, int from, int to) {
        if (givenUp) {
            return null;
        }
        if (++tried == TRIAL) {
            givenUp = plain < TRIAL / 2;
            tried = 0;
            plain = 0;
        }
        slots.clear();
        if (!fill(bytes, from, to)) {
            return null;
        }
        plain++;
        return record.finish(slots);
    }

    private boolean fill(byte[] bytes, int from, int to) {
        int at = skipSpace(bytes, from, to);
        if (at == to || bytes[at] != '{') {
            return false;
        }
        try {
            int end = properties(bytes, skipSpace(bytes, at + 1, to), to);
            return end != NOT_PLAIN && skipSpace(bytes, end, to) == to;
        } catch (RefusedRecordException e) {
            // The parser says it better.
            return false;
        }
    }

    /** All properties of an object. Behind the last byte there is at least a line end or {@link ByteScan#ROOM}, neither of which is taken for one of these. */
    private int properties(byte[] bytes, int from, int to) {
        int at = from;
        if (at < to && bytes[at] == '}') {
            return at + 1;
        }
        for (int place = 0; ; place++) {
            at = property(place, bytes, at, to);
            if (at == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            at = skipSpace(bytes, at, to);
            if (at < to && bytes[at] == '}') {
                return at + 1;
            }
            if (at >= to || bytes[at] != ',') {
                return NOT_PLAIN;
            }
            at = skipSpace(bytes, at + 1, to);
        }
    }

    private int property(int place, byte[] bytes, int from, int to) {
        int name = from + 1;
        int end = textEnd(bytes, from, to);
        if (end == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int at = skipSpace(bytes, end, to);
        if (at >= to || bytes[at] != ':') {
            return NOT_PLAIN;
        }
        at = skipSpace(bytes, at + 1, to);
        if (at >= to) {
            return NOT_PLAIN;
        }
        int slot = slot(place, bytes, name, end - 1);
        return slot == UNKNOWN ? skip(bytes, at, to) : value(slot, bytes, at, to);
    }

    private int slot(int place, byte[] bytes, int from, int to) {
        if (place < names.length) {
            byte[] name = names[place];
            if (name != null && Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return slotOf[place];
            }
        }
        return look(place, bytes, from, to);
    }

    private int look(int place, byte[] bytes, int from, int to) {
        Integer slot = record.slotOf(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        int found = slot == null ? UNKNOWN : slot;
        if (place < MOST_NAMES) {
            if (place >= names.length) {
                names = Arrays.copyOf(names, 2 * names.length);
                slotOf = Arrays.copyOf(slotOf, names.length);
            }
            names[place] = Arrays.copyOfRange(bytes, from, to);
            slotOf[place] = found;
        }
        return found;
    }

    private int value(int slot, byte[] bytes, int at, int to) {
        if (slots.seen[slot]) {
            return NOT_PLAIN;
        }
        slots.seen[slot] = true;
        if (bytes[at] == 'n') {
            return word(bytes, at, to, "null");
        }
        slots.filled[slot] = true;
        return switch (kinds[slot]) {
            case WHOLE, BOXED_LONG, BOXED_INT -> whole(slot, bytes, at, to);
            case DECIMAL, BOXED_DECIMAL -> decimal(slot, bytes, at, to);
            case TRUTH, BOXED_TRUTH -> truth(slot, bytes, at, to);
            case STRING, UTF8, CELL -> text(slot, bytes, at, to);
        };
    }

    private int whole(int slot, byte[] bytes, int from, int to) {
        int end = skipWhole(bytes, from, to);
        if (end == NOT_PLAIN || isMore(bytes, end, to) || end - from > MOST_DIGITS) {
            return NOT_PLAIN;
        }
        long whole = Numbers.toLong(bytes, from, end);
        boolean negativeZero = whole == 0 && bytes[from] == '-';
        if (negativeZero || whole > greatest[slot] || whole < -greatest[slot] - 1) {
            return NOT_PLAIN;
        }
        Reading kind = kinds[slot];
        if (kind == Reading.WHOLE) {
            slots.numbers[slot] = whole;
        } else if (kind == Reading.BOXED_LONG) {
            slots.references[slot] = whole;
        } else {
            slots.references[slot] = (int) whole;
        }
        return end;
    }

    private int decimal(int slot, byte[] bytes, int from, int to) {
        int end = skipDecimal(bytes, from, to);
        if (end == NOT_PLAIN || end - from > LONGEST_DECIMAL) {
            return NOT_PLAIN;
        }
        double value = Numbers.toDouble(bytes, from, end);
        if (kinds[slot] == Reading.DECIMAL) {
            slots.numbers[slot] = Double.doubleToRawLongBits(value);
        } else {
            slots.references[slot] = value;
        }
        return end;
    }

    private int truth(int slot, byte[] bytes, int at, int to) {
        boolean value = bytes[at] == 't';
        if (kinds[slot] == Reading.TRUTH) {
            slots.numbers[slot] = value ? 1 : 0;
        } else {
            slots.references[slot] = value;
        }
        return word(bytes, at, to, value ? "true" : "false");
    }

    private int text(int slot, byte[] bytes, int from, int to) {
        int end = textEnd(bytes, from, to);
        if (end == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int start = from + 1;
        int stop = end - 1;
        Reading kind = kinds[slot];
        Cell<?> cell = cells[slot];
        if (kind == Reading.STRING) {
            slots.references[slot] = strings[slot].get(bytes, start, stop);
        } else if (kind == Reading.UTF8 || cell == null) {
            byte[] copy = Arrays.copyOfRange(bytes, start, stop);
            slots.references[slot] = Utf8.wrap(copy, 0, copy.length);
        } else {
            slots.references[slot] = cell.parse(bytes, start, stop);
        }
        return end;
    }

    /** Behind a value that nobody wants. */
    private static int skip(byte[] bytes, int at, int to) {
        return switch (bytes[at]) {
            case '"' -> textEnd(bytes, at, to);
            case 't' -> word(bytes, at, to, "true");
            case 'f' -> word(bytes, at, to, "false");
            case 'n' -> word(bytes, at, to, "null");
            default -> {
                int end = skipDecimal(bytes, at, to);
                yield end - at > LONGEST_DECIMAL ? NOT_PLAIN : end;
            }
        };
    }

    private static int word(byte[] bytes, int from, int to, String word) {
        int length = word.length();
        if (to - from < length) {
            return NOT_PLAIN;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return NOT_PLAIN;
            }
        }
        // Letters or digits behind it are no comma, and so never taken for a value's end.
        return from + length;
    }

    /** Behind the closing quote of a text that has no escapes and no control characters. */
    private static int textEnd(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] != '"') {
            return NOT_PLAIN;
        }
        for (int at = from + 1; at < to; at += Long.BYTES) {
            long word = ByteScan.word(bytes, at);
            // Below a space: the subtraction borrows, and the byte itself is no upper one.
            long special = ByteScan.matches(word, QUOTE)
                    | ByteScan.matches(word, BACKSLASH)
                    | ((word - SPACES) & ~word & TOP_BITS);
            if (special != 0) {
                int found = at + ByteScan.first(special);
                return found < to && bytes[found] == '"' ? found + 1 : NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    /** Behind a whole number. */
    private static int skipWhole(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        int at = skipDigits(bytes, first, to);
        return at == first || (bytes[first] == '0' && at > first + 1) ? NOT_PLAIN : at;
    }

    /** Whether a number goes on with a fraction or an exponent. */
    private static boolean isMore(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] == '.' || (bytes[at] | 0x20) == 'e');
    }

    /** Behind a number without an exponent. */
    private static int skipDecimal(byte[] bytes, int from, int to) {
        int at = skipWhole(bytes, from, to);
        if (at == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        if (at < to && bytes[at] == '.') {
            int fraction = at + 1;
            at = skipDigits(bytes, fraction, to);
            if (at == fraction) {
                return NOT_PLAIN;
            }
        }
        return isMore(bytes, at, to) ? NOT_PLAIN : at;
    }

    private static int skipDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }
}
