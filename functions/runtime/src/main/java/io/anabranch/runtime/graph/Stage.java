package io.anabranch.runtime.graph;

import java.util.List;
import java.util.stream.Collectors;

/** What runs between two barriers. */
public sealed interface Stage permits MapStage, ReduceStage {
    /** From 0, in the order in which stages run. */
    int id();

    /** {@code map} or {@code reduce}, for people. */
    String kind();

    /** Where its records come from, at least one. */
    List<? extends Source> sources();

    /** What its sources are called, for people. */
    default String sourceNames() {
        return sources().stream().map(Source::name).collect(Collectors.joining(", "));
    }

    /** Channels that every task reads as a whole: broadcast sides of joins, and side inputs; ascending. */
    List<Integer> wholeChannels();
}
