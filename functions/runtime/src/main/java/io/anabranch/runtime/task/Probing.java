package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.JoinProbe;

/**
 * Joins each record with the records of its key in a table.
 *
 * <p>A large table lies in memory that is far away: to look up one key is to wait for two places of it, one after the other. Records wait here until
 * several of them can be looked up side by side, which takes hardly longer than one. They go on in their order, and what is written does
 * not depend on it. Only records that cannot change may wait, and only in a task that takes back no single record.
 */
final class Probing implements Emitter<Object>, Waiting {
    private final JoinProbe join;
    private final UserCode code;
    private final BroadcastTable table;
    private final Tally tally;
    private final Emitter<Object> next;
    private final WaitingRecords waiting;
    /** Which of those that wait have null as their key, which is equal to no key. */
    private final boolean[] keyless;

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
        this.next = next;
        int most = one || !join.left().immutable() ? 1 : WaitingRecords.TOGETHER;
        this.waiting = new WaitingRecords(place, most);
        this.keyless = new boolean[most];
        this.lookups = new BroadcastTable.Lookups(most);
    }

    @Override
    public void emit(Object value) {
        BytesOut keys = waiting.begin();
        int from = keys.length();
        Object key = code.key(join.left().key(), value);
        if (key != null) {
            code.encode(join.keyCodec(), key, keys);
        }
        int number = waiting.count();
        lookups.hashes[number] = BroadcastTable.hash(keys.array(), from, keys.length() - from);
        keyless[number] = key == null;
        if (waiting.add(value)) {
            flush();
        }
    }

    @Override
    public void flush() {
        table.locate(lookups, waiting.count());
        waiting.release((number, value, from, to) -> {
            if (keyless[number]) {
                found.reset(waiting.keys(), 0, 0);
            } else {
                table.find(lookups, number, waiting.keys(), from, to, found);
            }
            join(value);
        });
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
