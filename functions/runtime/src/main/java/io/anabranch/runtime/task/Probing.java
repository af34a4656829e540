package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.JoinProbe;
import java.util.Arrays;

/**
 * Joins each record with the records of its key in a table.
 *
 * <p>A large table lies in memory that is far away: to look up one key is to wait for two places of it, one after the other. Records wait here until
 * {@link #TOGETHER} of them can be looked up side by side, which takes hardly longer than one. They go on in their order, and what is written does
 * not depend on it. Only records that cannot change may wait, and only in a task that takes back no single record.
 */
final class Probing implements Emitter<Object>, Waiting {
    private static final int NO_KEY = -1;

    private final JoinProbe join;
    private final UserCode code;
    private final BroadcastTable table;
    private final Tally tally;
    private final RecordOffset place;
    private final Emitter<Object> next;
    private final Object[] waiting;
    private final long[] offsets;
    private int count;

    /** Where the keys of those that wait end in {@link #keys}; {@link #NO_KEY} of a null, which is equal to no key. */
    private final int[] keyEnds;

    private final BytesOut keys = new BytesOut(512);
    private final BroadcastTable.Lookups lookups;
    private final BytesIn found = new BytesIn();
    private final BytesIn record = BytesIn.ofLasting();

    /** @param one whether no record may wait for another */
    Probing(
            JoinProbe join,
            UserCode code,
            BroadcastTable table,
            Tally tally,
            RecordOffset place,
            boolean one,
            Emitter<Object> next) {
        this.join = join;
        this.code = code;
        this.table = table;
        this.tally = tally;
        this.place = place;
        this.next = next;
        int most = one || !join.left().immutable() ? 1 : TOGETHER;
        this.waiting = new Object[most];
        this.offsets = new long[most];
        this.keyEnds = new int[most];
        this.lookups = new BroadcastTable.Lookups(most);
    }

    @Override
    public void emit(Object value) {
        if (count == 0) {
            keys.clear();
        }
        int from = keys.length();
        Object key = code.key(join.left().key(), value);
        if (key != null) {
            code.encode(join.keyCodec(), key, keys);
        }
        lookups.hashes[count] = BroadcastTable.hash(keys.array(), from, keys.length() - from);
        keyEnds[count] = key == null ? NO_KEY : keys.length();
        offsets[count] = place.offset();
        waiting[count] = value;
        if (++count == waiting.length) {
            flush();
        }
    }

    @Override
    public void flush() {
        int full = count;
        count = 0;
        long here = place.waited();
        table.locate(lookups, full);
        int from = 0;
        for (int i = 0; i < full; i++) {
            place.goTo(offsets[i]);
            if (keyEnds[i] == NO_KEY) {
                found.reset(keys.array(), 0, 0);
            } else {
                table.find(lookups, i, keys.array(), from, keyEnds[i], found);
                from = keyEnds[i];
            }
            join(waiting[i]);
        }
        place.goTo(here);
        Arrays.fill(waiting, null);
    }

    private void join(Object value) {
        if (found.remaining() == 0 && join.left().keepUnmatched()) {
            next.emit(code.joined(join.joined(), value, null));
            return;
        }
        int partners = 0;
        while (found.remaining() > 0) {
            int length = (int) found.readVarLong();
            record.reset(found.array(), found.advance(length), length);
            Object partner = code.decode(join.rightCodec(), record);
            next.emit(code.joined(join.joined(), value, partner));
            partners++;
        }
        tally.changed(1, partners);
    }
}
