package io.anabranch.runtime.flow;

import io.anabranch.runtime.graph.ChannelSource;
import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Nodes;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.ReduceStage;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A stage before it has a number. */
final class StageDraft {
    /** Map stages first, then in the order of the steps that they begin with; independent of decisions that are still to come. */
    static final Comparator<StageDraft> ORDER = Comparator.<StageDraft>comparingInt(draft -> draft.order)
            .thenComparing(draft -> draft.awaited, Need::compare);

    private final int order;
    private final SortedSet<Integer> awaited;
    private final List<ReadSource> reads = new ArrayList<>();
    private @Nullable ChannelSource source;
    private boolean repeats;
    private final SortedSet<Integer> whole = new TreeSet<>();
    private final Set<Integer> produced = new TreeSet<>();

    /**
     * @param order number of the step it begins with, or -1 for reads
     * @param awaited channels that must be complete, besides those of the source
     */
    StageDraft(int order, SortedSet<Integer> awaited) {
        this.order = order;
        this.awaited = awaited;
    }

    void read(ReadSource read, Set<Integer> wholeChannels) {
        reads.add(read);
        add(read, wholeChannels);
    }

    void begin(ChannelSource channels, boolean again, Set<Integer> wholeChannels) {
        source = channels;
        repeats = again;
        add(channels, wholeChannels);
    }

    Set<Integer> produced() {
        return produced;
    }

    Set<Integer> needed() {
        Set<Integer> needed = new TreeSet<>(awaited);
        if (source != null) {
            needed.addAll(source.channels());
        }
        return needed;
    }

    Stage numbered(int id) {
        return source == null
                ? new MapStage(id, reads, List.copyOf(whole))
                : new ReduceStage(id, source, repeats, List.copyOf(whole));
    }

    private void add(Source from, Set<Integer> wholeChannels) {
        whole.addAll(wholeChannels);
        from.next().forEach(this::addProduced);
    }

    private void addProduced(Node node) {
        for (Node next : Nodes.next(node)) {
            addProduced(next);
        }
        Integer channel = Nodes.channelWritten(node);
        if (channel != null) {
            produced.add(channel);
        }
    }
}
