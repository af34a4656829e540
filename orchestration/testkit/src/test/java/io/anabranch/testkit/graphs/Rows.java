package io.anabranch.testkit.graphs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a dataset: blocks in their order, the records of a block in any. A dataset without an order is one block.
 *
 * @param blocks may be empty, and so may each
 */
record Rows(List<List<Row>> blocks) {
    /**
     * A record.
     *
     * @param origin what was read, if nothing but work on single records was done since
     */
    record Row(Object value, @Nullable Entry origin) {}

    static Rows of(List<Row> rows) {
        return new Rows(List.of(rows));
    }

    /** Records that come out of a shuffle. */
    static Rows shuffled(List<?> values) {
        return of(values.stream().map(value -> new Row(value, null)).toList());
    }

    List<Row> all() {
        List<Row> all = new ArrayList<>();
        blocks.forEach(all::addAll);
        return all;
    }

    List<Object> values() {
        return all().stream().map(Row::value).toList();
    }

    Rows and(Rows other) {
        return of(Stream.concat(all().stream(), other.all().stream()).toList());
    }
}
