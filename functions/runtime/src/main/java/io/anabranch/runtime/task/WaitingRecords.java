package io.anabranch.runtime.task;

import io.anabranch.runtime.codec.BytesOut;
import java.util.Arrays;

/**
 * Records that wait until their keys are looked up side by side, in the order in which they came, and where each was read
 * (docs/decisions/008-lookups-side-by-side.md).
 */
final class WaitingRecords {
    /** So many fetches a processor has under way at most, or somewhat less. */
    static final int TOGETHER = 32;

    private final RecordOffset place;
    private final BytesOut keys = new BytesOut(512);
    private final Object[] records;
    private final long[] offsets;
    private final int[] keyEnds;
    private int count;

    /** What becomes of a record. */
    interface Visitor {
        /** @param number of the record, from 0; its key is {@code [keyFrom, keyTo)} of {@link #keys} */
        void visit(int number, Object record, int keyFrom, int keyTo);
    }

    /** @param most how many may wait */
    WaitingRecords(RecordOffset place, int most) {
        this.place = place;
        this.records = new Object[most];
        this.offsets = new long[most];
        this.keyEnds = new int[most];
    }

    /** Where the key of the next record is to be appended; one that was begun, and whose record was not added, is forgotten. */
    BytesOut begin() {
        keys.truncate(count == 0 ? 0 : keyEnds[count - 1]);
        return keys;
    }

    /** The keys, one behind the other. */
    byte[] keys() {
        return keys.array();
    }

    int count() {
        return count;
    }

    /**
     * Has a record wait, whose key is what was appended since the last one.
     *
     * @return whether no other one may wait
     */
    boolean add(Object record) {
        records[count] = record;
        keyEnds[count] = keys.length();
        offsets[count] = place.offset();
        return ++count == records.length;
    }

    /** Lets all go on, each from the place where it was read. */
    void release(Visitor visitor) {
        int full = count;
        count = 0;
        long here = place.waited();
        int from = 0;
        for (int i = 0; i < full; i++) {
            place.goTo(offsets[i]);
            visitor.visit(i, records[i], from, keyEnds[i]);
            from = keyEnds[i];
        }
        place.goTo(here);
        Arrays.fill(records, 0, full, null);
    }
}
