package io.anabranch.runtime.flow;

import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.format.Format;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.ChannelSource;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Sink;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a step of a flow does, as far as it matters to how stages are cut. Sides are channels of side inputs that its
 * functions use. Nodes are made when stages are cut, for only then has a step its final name.
 */
sealed interface Op {
    /** Reads objects. */
    record Read(int index, Format<Object> format, Input input) implements Op {}

    /** Works on each record by itself; {@code node} makes the node from those that follow. */
    record Narrow(Function<List<Node>, Node> node, SortedSet<Integer> sides) implements Op {}

    /** Passes on the records of all inputs. */
    record Union() implements Op {}

    /**
     * Shuffles: records end in a sink for each input, and begin again at a source.
     *
     * @param channels for each input
     * @param sinks for each input
     * @param sinkSides for each input
     */
    record Exchange(
            List<Channel> channels,
            List<Supplier<Sink>> sinks,
            List<SortedSet<Integer>> sinkSides,
            Function<List<Node>, ChannelSource> source,
            SortedSet<Integer> sourceSides)
            implements Op {}

    /** Input 0 is the left side, input 1 the right one. */
    record Join(int id, JoinStrategy asked, Exchange repartition, Narrow broadcast) implements Op {
        int rightChannel() {
            return repartition.channels().get(1).id();
        }
    }

    /** Writes, or keeps for a side input. */
    record Output(Supplier<Sink> sink, SortedSet<Integer> sides) implements Op {}
}
