package io.anabranch.runtime.shuffle;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Visits records in an order that has nothing to do with where they lie. Some are looked at before the first of them is used, for memory fetches
 * several as fast as one.
 */
final class Lookahead {
    private static final int AT_ONCE = 32;

    private final RecordCursor[] some = new RecordCursor[AT_ONCE];

    @SuppressWarnings("UnusedVariable") // Keeps the compiler from leaving out what is only looked at.
    private int touched;

    Lookahead() {
        Arrays.setAll(some, i -> new RecordCursor());
    }

    /** Calls {@code visitor} for each of the first {@code count} pointers. */
    void visit(RecordPages pages, long[] pointers, int count, Consumer<RecordCursor> visitor) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int records = Math.min(AT_ONCE, count - from);
            for (int i = 0; i < records; i++) {
                some[i].seek(pages, pointers[from + i]);
                touched ^= some[i].firstByte();
            }
            for (int i = 0; i < records; i++) {
                visitor.accept(some[i]);
            }
        }
    }
}
