package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records in memory, as they came, in pages of bytes.
 *
 * <pre>
 * key bytes | extra bytes | value bytes | varint key length | varint extra length | varint value length
 *                                       ^ pointer = page number &lt;&lt; 32 | position in the page
 * </pre>
 *
 * <p>Lengths come behind, since a codec tells them only when it is done. Pointers ascend in the order of arrival. A record that does
 * not fit makes its page grow.
 */
final class RecordPages {
    /** Most tasks are large; of those that are not there may be thousands. The first page grows to the size of the others. */
    private static final int FIRST_BYTES = 16 << 10;

    private final int pageBytes;
    private final List<BytesOut> pages = new ArrayList<>();
    private final List<BytesOut> free = new ArrayList<>();
    /** Those of the pages, for those who look a record up. */
    private byte[][] arrays = new byte[16][];

    private BytesOut page;
    private long closedBytes;
    private int start;
    private int keyEnd;
    private int extraEnd;
    private int typicalBytes = 256;
    private int markedPages;
    private int markedStart;
    private long markedClosedBytes;

    RecordPages(int pageBytes) {
        this.pageBytes = pageBytes;
        this.page = new BytesOut(Math.min(pageBytes, FIRST_BYTES));
        pages.add(page);
    }

    /** Starts a record, forgets one that was not ended. */
    BytesOut begin() {
        page.truncate(start);
        if (start + typicalBytes > pageBytes && start > 0) {
            closedBytes += page.array().length;
            openPage();
        }
        keyEnd = -1;
        extraEnd = -1;
        return page;
    }

    void endKey() {
        keyEnd = page.length();
    }

    void endExtra() {
        extraEnd = page.length();
    }

    /** Completes the record and returns its pointer. */
    long end() {
        int trailer = page.length();
        if (keyEnd < 0) {
            throw new IllegalStateException("Cannot end a record whose key was not ended");
        }
        if (extraEnd < 0) {
            extraEnd = keyEnd;
        }
        page.writeVarLong(keyEnd - start);
        page.writeVarLong(extraEnd - keyEnd);
        page.writeVarLong(trailer - extraEnd);
        typicalBytes = Math.min(pageBytes / 2, Math.max(typicalBytes, page.length() - start + 16));
        start = page.length();
        arrays[pages.size() - 1] = page.array();
        return ((long) (pages.size() - 1) << 32) | trailer;
    }

    byte[] page(long pointer) {
        return arrays[(int) (pointer >>> 32)];
    }

    int recordStart() {
        return start;
    }

    int keyEnd() {
        return keyEnd;
    }

    int extraEnd() {
        return extraEnd;
    }

    byte[] current() {
        return page.array();
    }

    /** Heap of all pages. */
    long bytes() {
        return closedBytes + page.array().length;
    }

    /** Remembers the records that there are. */
    void mark() {
        markedPages = pages.size();
        markedStart = start;
        markedClosedBytes = closedBytes;
    }

    /** Forgets the records behind the mark, which must not have been {@link #clear cleared} since. */
    void reset() {
        for (int last = pages.size() - 1; last >= markedPages; last--) {
            recycle(pages.remove(last));
            arrays[last] = null;
        }
        page = pages.get(markedPages - 1);
        start = markedStart;
        page.truncate(start);
        closedBytes = markedClosedBytes;
    }

    /** Forgets all records and keeps the pages for the next ones. */
    void clear() {
        pages.forEach(this::recycle);
        pages.clear();
        // What has grown for a record that is gone is nobody's.
        Arrays.fill(arrays, null);
        closedBytes = 0;
        typicalBytes = 256;
        openPage();
    }

    private void recycle(BytesOut used) {
        if (used.array().length == pageBytes) {
            used.clear();
            free.add(used);
        }
    }

    private void openPage() {
        page = free.isEmpty() ? new BytesOut(pageBytes) : free.remove(free.size() - 1);
        pages.add(page);
        if (pages.size() > arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * arrays.length);
        }
        start = 0;
    }
}
