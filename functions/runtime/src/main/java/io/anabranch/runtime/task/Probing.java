package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.JoinProbe;

/** Joins each record with the records of its key in a table. */
final class Probing implements Emitter<Object> {
    private final JoinProbe join;
    private final UserCode code;
    private final BroadcastTable table;
    private final Tally tally;
    private final Emitter<Object> next;
    private final BytesOut scratch = new BytesOut(128);
    private final BytesIn found = new BytesIn();
    private final BytesIn record = new BytesIn();

    Probing(JoinProbe join, UserCode code, BroadcastTable table, Tally tally, Emitter<Object> next) {
        this.join = join;
        this.code = code;
        this.table = table;
        this.tally = tally;
        this.next = next;
    }

    @Override
    public void emit(Object value) {
        Object key = code.key(join.key(), value);
        int partners = key == null ? 0 : partners(key);
        if (partners == 0 && join.keepUnmatched()) {
            next.emit(code.joined(join.joined(), value, null));
            return;
        }
        for (int left = partners; left > 0; left--) {
            int length = (int) found.readVarLong();
            record.reset(found.array(), found.advance(length), length);
            Object partner = code.decode(join.rightCodec(), record);
            next.emit(code.joined(join.joined(), value, partner));
        }
        tally.changed(1, partners);
    }

    private int partners(Object key) {
        scratch.clear();
        code.encode(join.keyCodec(), key, scratch);
        return table.find(scratch.array(), scratch.length(), found);
    }
}
