package io.anabranch.runtime.shuffle;

import java.util.Arrays;

/**
 * Sorts (prefix, pointer) pairs, stable: records that are equal stay in the order of arrival.
 *
 * <p>A least-significant-digit radix sort by the eight bytes of the {@link Prefix}, without the bytes that are all the same. Runs of
 * equal prefixes are given the prefixes of what follows in their keys, and sorted in their turn; first through the key, then
 * through the extra bytes. So a record is touched once per seven bytes that it shares with another, not once per comparison.
 * Keys that share more than {@link #MAX_DEPTH} bytes are compared instead.
 */
final class RecordSorter {
    /** Small ranges are not worth the counters of a radix pass. Where that ends has not been tuned. */
    private static final int INSERTION = 40;

    private static final int MAX_DEPTH = 96;

    private final RecordPages pages;
    private final boolean extras;
    private final long[] prefixes;
    private final long[] pointers;
    private final long[] otherPrefixes;
    private final long[] otherPointers;
    private final int[] counts = new int[8 * 256];
    private final RecordCursor left = new RecordCursor();
    private final RecordCursor right = new RecordCursor();

    /** @param spare two arrays as long as the first two, whose content is lost */
    RecordSorter(RecordPages pages, boolean extras, long[] prefixes, long[] pointers, long[][] spare) {
        this.pages = pages;
        this.extras = extras;
        this.prefixes = prefixes;
        this.pointers = pointers;
        this.otherPrefixes = spare[0];
        this.otherPointers = spare[1];
    }

    /** Sorts the first {@code count} pairs by pointers; the prefixes are lost. */
    void sort(ShuffleOrder order, int count) {
        int covered = order == ShuffleOrder.HASH ? Prefix.HASH_BYTES : Prefix.BYTES;
        sortPrefixes(0, count);
        resolveTies(0, count, covered, covered, false);
    }

    /**
     * @param whole what the last byte of a prefix is at most, if it is the whole rest
     * @param next bytes of the key, or of the extra, that the prefixes have dealt with
     */
    private void resolveTies(int from, int to, int whole, int next, boolean inExtra) {
        for (int i = from; i < to; ) {
            long prefix = prefixes[i];
            int end = i + 1;
            while (end < to && prefixes[end] == prefix) {
                end++;
            }
            if (end - i > 1) {
                if ((prefix & 0xFF) > whole) {
                    sortDeeper(i, end, next, inExtra);
                } else if (extras && !inExtra) {
                    sortDeeper(i, end, 0, true);
                }
            }
            i = end;
        }
    }

    private void sortDeeper(int from, int to, int depth, boolean inExtra) {
        if (depth > MAX_DEPTH || to - from == 2) {
            mergeSort(from, to, inExtra);
            return;
        }
        for (int i = from; i < to; i++) {
            left.seek(pages, pointers[i]);
            prefixes[i] = inExtra
                    ? Prefix.ofBytes(left.bytes, left.extra + depth, left.extraLength - depth)
                    : Prefix.ofBytes(left.bytes, left.key + depth, left.keyLength - depth);
        }
        sortPrefixes(from, to);
        resolveTies(from, to, Prefix.BYTES, depth + Prefix.BYTES, inExtra);
    }

    private void sortPrefixes(int from, int to) {
        if (to - from > INSERTION) {
            radixSort(from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            long prefix = prefixes[i];
            long pointer = pointers[i];
            int at = i;
            while (at > from && Long.compareUnsigned(prefixes[at - 1], prefix) > 0) {
                prefixes[at] = prefixes[at - 1];
                pointers[at] = pointers[at - 1];
                at--;
            }
            prefixes[at] = prefix;
            pointers[at] = pointer;
        }
    }

    private void radixSort(int from, int to) {
        long differing = count(from, to);
        long[] prefix = prefixes;
        long[] pointer = pointers;
        long[] toPrefix = otherPrefixes;
        long[] toPointer = otherPointers;
        for (int digit = 0; digit < 8; digit++) {
            int shift = 8 * digit;
            if (((differing >>> shift) & 0xFF) == 0) {
                continue;
            }
            int base = digit * 256;
            int sum = from;
            for (int i = base; i < base + 256; i++) {
                int count = counts[i];
                counts[i] = sum;
                sum += count;
            }
            for (int i = from; i < to; i++) {
                long p = prefix[i];
                int at = counts[base + (int) (p >>> shift & 0xFF)]++;
                toPrefix[at] = p;
                toPointer[at] = pointer[i];
            }
            long[] swap = prefix;
            prefix = toPrefix;
            toPrefix = swap;
            swap = pointer;
            pointer = toPointer;
            toPointer = swap;
        }
        if (prefix != prefixes) {
            System.arraycopy(prefix, from, prefixes, from, to - from);
            System.arraycopy(pointer, from, pointers, from, to - from);
        }
    }

    /** Counts all digits in one pass; returns the bits in which prefixes differ. */
    private long count(int from, int to) {
        Arrays.fill(counts, 0);
        long first = prefixes[from];
        long differing = 0;
        for (int i = from; i < to; i++) {
            long p = prefixes[i];
            differing |= p ^ first;
            counts[(int) (p & 0xFF)]++;
            counts[256 + (int) (p >>> 8 & 0xFF)]++;
            counts[512 + (int) (p >>> 16 & 0xFF)]++;
            counts[768 + (int) (p >>> 24 & 0xFF)]++;
            counts[1024 + (int) (p >>> 32 & 0xFF)]++;
            counts[1280 + (int) (p >>> 40 & 0xFF)]++;
            counts[1536 + (int) (p >>> 48 & 0xFF)]++;
            counts[1792 + (int) (p >>> 56)]++;
        }
        return differing;
    }

    private void mergeSort(int from, int to, boolean inExtra) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(from, middle, inExtra);
        mergeSort(middle, to, inExtra);
        System.arraycopy(pointers, from, otherPointers, from, middle - from);
        int a = from;
        int b = middle;
        for (int at = from; a < middle; at++) {
            pointers[at] =
                    b < to && isAfter(otherPointers[a], pointers[b], inExtra) ? pointers[b++] : otherPointers[a++];
        }
    }

    private boolean isAfter(long a, long b, boolean inExtra) {
        left.seek(pages, a);
        right.seek(pages, b);
        int compared = inExtra ? 0 : left.compareKey(right);
        return compared > 0 || (compared == 0 && extras && left.compareExtra(right) > 0);
    }
}
