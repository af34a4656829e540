package io.anabranch.runtime.graph;

import io.anabranch.JoinStrategy;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has been decided about joins whose strategy is {@link JoinStrategy#AUTO}.
 *
 * @param joins strategy by join id; {@link JoinStrategy#AUTO} is no decision
 */
public record Decisions(SortedMap<Integer, JoinStrategy> joins) {
    /** Nothing has been decided. */
    public static final Decisions NONE = new Decisions(new TreeMap<>());

    public Decisions {
        joins = Collections.unmodifiableSortedMap(new TreeMap<>(joins));
        if (joins.containsValue(JoinStrategy.AUTO)) {
            throw new IllegalArgumentException("Invalid decision: AUTO, expected REPARTITION or BROADCAST");
        }
    }

    /** These decisions and one more. */
    public Decisions with(int join, JoinStrategy strategy) {
        SortedMap<Integer, JoinStrategy> more = new TreeMap<>(joins);
        more.put(join, strategy);
        return new Decisions(more);
    }

    /** What was decided for {@code join}, or AUTO. */
    public JoinStrategy of(int join) {
        return joins.getOrDefault(join, JoinStrategy.AUTO);
    }
}
