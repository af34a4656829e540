package io.anabranch.runtime.shuffle;

import java.util.Arrays;
import java.util.function.Consumer;

/** Records in memory with their index of (prefix, pointer). */
final class SortBuffer {
    private static final int MIN_INDEX = 256;

    /** A pair and its place in the spare arrays of the sort. */
    private static final int INDEX_BYTES = 32;

    private ShuffleOrder order;
    private final RecordPages pages;
    private final int pageBytes;
    private final Lookahead lookahead = new Lookahead();
    private long[] prefixes = new long[MIN_INDEX];
    private long[] pointers = new long[MIN_INDEX];
    private long[][] spare = {new long[0], new long[0]};
    private int count;
    private int markedCount;
    private boolean extras;

    SortBuffer(ShuffleOrder order, int pageBytes) {
        this.order = order;
        this.pageBytes = pageBytes;
        this.pages = new RecordPages(pageBytes);
    }

    int pageBytes() {
        return pageBytes;
    }

    /**
     * Makes it as if it were new, with the memory that it has.
     *
     * @param share what it may hold; of an index that takes most of that little would be left for records
     */
    void reuse(ShuffleOrder newOrder, long share) {
        order = newOrder;
        clear();
        extras = false;
        if ((long) prefixes.length * INDEX_BYTES > share / 2) {
            prefixes = new long[MIN_INDEX];
            pointers = new long[MIN_INDEX];
            spare = new long[][] {new long[0], new long[0]};
        }
    }

    /** What of a budget is left for records, beside the block writer's buffers. */
    static long share(Workspace workspace) {
        long budget = workspace.memoryBudgetBytes();
        return budget - 4L * Spills.blockBytes(budget) - Math.min(4 << 20, budget / 16);
    }

    static int pageBytes(Workspace workspace) {
        return (int) Math.max(4 << 10, Math.min(1 << 20, workspace.memoryBudgetBytes() / 16));
    }

    RecordPages pages() {
        return pages;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** Completes the record that was begun in the pages. */
    void add() {
        int start = pages.recordStart();
        long pointer = pages.end();
        add(Prefix.of(order, pages.current(), start, pages.keyEnd() - start), pointer);
        extras |= pages.extraEnd() > pages.keyEnd();
    }

    /** Adds a record that is in the pages, when its prefix is known. */
    void add(long prefix, long pointer) {
        if (count == prefixes.length) {
            grow();
        }
        prefixes[count] = prefix;
        pointers[count++] = pointer;
    }

    /** Heap needed now, or when the index has to grow for the next record. */
    long bytesIfOneMore() {
        long slots = count < prefixes.length ? prefixes.length : (long) prefixes.length + nextLength();
        return pages.bytes() + slots * INDEX_BYTES;
    }

    private void sort() {
        if (spare[0].length < count) {
            spare = new long[][] {new long[count], new long[count]};
        }
        new RecordSorter(pages, extras, prefixes, pointers, spare).sort(order, count);
    }

    /** Calls {@code visitor} for each record, in order. */
    void visitSorted(Consumer<RecordCursor> visitor) {
        sort();
        lookahead.visit(pages, pointers, count, visitor);
    }

    /** Remembers the records that there are. */
    void mark() {
        pages.mark();
        markedCount = count;
    }

    /** Forgets the records behind the mark, which must not have been {@link #clear cleared} since. */
    void reset() {
        pages.reset();
        count = markedCount;
    }

    /** Forgets the records and keeps the memory. */
    void clear() {
        pages.clear();
        count = 0;
    }

    private int nextLength() {
        return (int) Math.min(Integer.MAX_VALUE - 16L, prefixes.length + (prefixes.length >> 1) + 1L);
    }

    private void grow() {
        int length = nextLength();
        prefixes = Arrays.copyOf(prefixes, length);
        pointers = Arrays.copyOf(pointers, length);
    }
}
