package io.anabranch.runtime.graph;

import java.util.List;

/**
 * Where the records of a stage come from: objects ({@link ReadSource}; a map stage may have several) or channels of earlier stages ({@link ChannelSource};
 * exactly one in a reduce stage).
 */
public sealed interface Source permits ReadSource, ChannelSource {
    /** The step, for errors and summaries. */
    String name();

    /** Where records go. */
    List<Node> next();

    /** The channels read, none for a {@link ReadSource}. Their position is the tag of their segments. */
    List<Integer> channels();
}
