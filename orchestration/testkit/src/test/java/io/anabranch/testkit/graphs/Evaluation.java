package io.anabranch.testkit.graphs;

import io.anabranch.Counter;
import io.anabranch.Emitter;
import io.anabranch.testkit.graphs.Rows.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known while an answer is worked out.
 *
 * <p>It is worked out twice: first to find the entries that are refused anywhere, then without them, for a refused record leaves
 * nothing but its dead letter.
 */
final class Evaluation {
    private final List<List<Entry>> input;
    private final Set<Entry> refused;
    private final Set<Entry> found = new LinkedHashSet<>();
    private final SortedMap<String, Long> counters = new TreeMap<>();

    /** What happens to one record. */
    @FunctionalInterface
    interface Work {
        void on(Object value, Emitter<Object> out) throws Exception;
    }

    /** @param refused entries that are passed over */
    Evaluation(List<List<Entry>> input, Set<Entry> refused) {
        this.input = input;
        this.refused = refused;
    }

    /** What can be read of an input. */
    Rows read(int number) {
        List<Row> rows = new ArrayList<>();
        for (Entry entry : input.get(number)) {
            Object value = entry.value();
            if (value == null) {
                found.add(entry);
            } else if (!refused.contains(entry)) {
                rows.add(new Row(value, entry));
            }
        }
        return Rows.of(rows);
    }

    /** Work on each record by itself. */
    Rows each(Rows rows, Work work) {
        List<List<Row>> blocks = new ArrayList<>();
        for (List<Row> block : rows.blocks()) {
            List<Row> results = new ArrayList<>();
            for (Row row : block) {
                List<Row> some = new ArrayList<>();
                try {
                    work.on(row.value(), result -> some.add(new Row(result, row.origin())));
                    results.addAll(some);
                } catch (Exception refusal) {
                    refuse(row, refusal);
                }
            }
            blocks.add(results);
        }
        return new Rows(blocks);
    }

    private void refuse(Row row, Exception refusal) {
        if (row.origin() == null) {
            throw new IllegalStateException("Nothing should be refused here: " + row, refusal);
        }
        found.add(row.origin());
    }

    Counter counter(String name) {
        counters.merge(name, 0L, Long::sum);
        return amount -> counters.merge(name, amount, Long::sum);
    }

    SortedMap<String, Long> counters() {
        return counters;
    }

    Set<Entry> refused() {
        return found;
    }
}
