package io.anabranch.runtime.graph;

/**
 * One step of a stage, fused with its neighbours: it takes a record and pushes to {@code next}, or is a {@link Sink}. Trees of nodes hang from
 * {@link Source}s. The user's functions inside are untyped here; the flow has checked them.
 */
public sealed interface Node permits MapNode, FilterNode, FlatMapNode, JoinProbe, Repeated, Sink {
    /** The step, for errors and summaries; unique in a flow unless the user named two steps alike. */
    String name();
}
