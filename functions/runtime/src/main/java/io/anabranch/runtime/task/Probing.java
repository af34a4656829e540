package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.JoinProbe;

/** Joins each record with the records of its key in a table. */
final class Probing implements Emitter<Object> {
    private final JoinProbe join;
    private final BroadcastTable table;
    private final Tally tally;
    private final Links.Counting out;
    private final BytesOut scratch = new BytesOut(128);
    private final BytesIn found = new BytesIn();
    private final BytesIn record = new BytesIn();

    Probing(JoinProbe join, BroadcastTable table, Tally tally, Emitter<Object> next) {
        this.join = join;
        this.table = table;
        this.tally = tally;
        this.out = new Links.Counting(join.name(), next);
    }

    @Override
    @SuppressWarnings("NullAway") // A missing partner is null: that is what a left join's function is promised.
    public void emit(Object value) {
        long before = out.count;
        try {
            scratch.clear();
            join.keyCodec().write(join.key().apply(value), scratch);
            int partners = table.find(scratch.array(), scratch.length(), found);
            if (partners == 0 && join.keepUnmatched()) {
                out.emit(join.joined().apply(value, null));
            }
            for (; partners > 0; partners--) {
                int length = (int) found.readVarLong();
                record.reset(found.array(), found.advance(length), length);
                out.emit(join.joined().apply(value, join.rightCodec().read(record)));
            }
        } catch (Exception e) {
            throw UserCode.failure(join.name(), e);
        }
        tally.changed(1, out.count - before);
    }
}
