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

    /** Those of its sources that read objects: all in a map stage, none in a reduce stage. */
    List<ReadSource> reads();

    /** Whether {@code read}, an index in the flow, is one of this stage's. */
    default boolean reads(int read) {
        return reads().stream().anyMatch(source -> source.read() == read);
    }

    /** Channels that every task reads as a whole: broadcast sides of joins, and side inputs; ascending. */
    List<Integer> wholeChannels();
}
