package io.anabranch.runtime.flow;

import io.anabranch.Emitter;
import io.anabranch.JoinStrategy;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.graph.AggregatedGroups;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.FilterNode;
import io.anabranch.runtime.graph.FlatMapNode;
import io.anabranch.runtime.graph.JoinPoint;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.JoinedGroups;
import io.anabranch.runtime.graph.MapNode;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.graph.SortedRecords;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Runs a graph in memory, the plainest way that keeps the contract of nodes and channels: everything that is shuffled is encoded, each stage
 * is cut into tasks at random, and groups are what has equal key bytes.
 */
final class MemoryRun {
    /** A shuffled record, in the order that a channel has. */
    private record Shuffled(byte[] key, byte[] extra, byte[] value) {
        static final Comparator<Shuffled> ORDER = Comparator.comparing(Shuffled::key, Arrays::compareUnsigned)
                .thenComparing(Shuffled::extra, Arrays::compareUnsigned);
    }

    private final FlowGraph flow;
    private final SplittableRandom random;
    private final Map<Integer, List<Shuffled>> channels = new TreeMap<>();
    private final Map<Integer, List<Object>> written = new TreeMap<>();
    private final IdentityHashMap<CombineSink, Map<String, Object[]>> combining = new IdentityHashMap<>();

    private MemoryRun(FlowGraph flow, long seed) {
        this.flow = flow;
        this.random = new SplittableRandom(seed);
    }

    /**
     * @param reads records by read index
     * @param strategy for joins that are open
     * @return records by write index
     */
    static Map<Integer, List<Object>> run(FlowGraph flow, Map<Integer, List<?>> reads, JoinStrategy strategy, long seed)
            throws Exception {
        return new MemoryRun(flow, seed).run(reads, strategy);
    }

    private Map<Integer, List<Object>> run(Map<Integer, List<?>> reads, JoinStrategy strategy) throws Exception {
        Decisions decisions = Decisions.NONE;
        StageGraph graph = flow.stages(decisions);
        for (int id = 0; id < graph.stages().size(); id++) {
            Stage stage = graph.stages().get(id);
            for (SideValue side : graph.sides()) {
                if (stage.wholeChannels().contains(side.channel())) {
                    side.load(() -> {
                        try {
                            return side.view()
                                    .of(whole(side.channel()).stream()
                                            .map(each -> decode(side.codec(), each.extra()))
                                            .toList());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            }
            for (Source source : stage.sources()) {
                source(source, reads);
            }
            for (JoinPoint join : graph.joins()) {
                if (join.strategy() == JoinStrategy.AUTO && join.afterStage() == id) {
                    decisions = decisions.with(join.id(), strategy);
                    graph = flow.stages(decisions);
                }
            }
        }
        return written;
    }

    private void source(Source source, Map<Integer, List<?>> reads) throws Exception {
        if (source instanceof ReadSource read) {
            for (Object record : reads.get(read.read())) {
                push(read.next(), record);
                maybeEndTask();
            }
        } else if (source instanceof AggregatedGroups groups
                && groups.whole()
                && whole(groups.channel()).isEmpty()) {
            groups.aggregation().requireResultOfNothing(groups.name());
            groups.aggregation().finish(UnitCodec.UNIT, groups.aggregation().create(), emitter(groups.next()));
        } else if (source instanceof AggregatedGroups groups) {
            for (List<Shuffled> group : groups(whole(groups.channel()))) {
                Object accumulator = null;
                for (Shuffled each : group) {
                    Object other = groups.aggregation().read(in(each.value()));
                    accumulator =
                            accumulator == null ? other : groups.aggregation().combine(accumulator, other);
                }
                Object key = decode(groups.keyCodec(), group.get(0).key());
                groups.aggregation().finish(key, accumulator, emitter(groups.next()));
                maybeEndTask();
            }
        } else if (source instanceof SortedRecords sorted) {
            for (Shuffled each : whole(sorted.channel())) {
                push(sorted.next(), decode(sorted.codec(), sorted.inKey() ? each.key() : each.extra()));
            }
        } else if (source instanceof RecordGroups groups) {
            for (List<Shuffled> group : groups(whole(groups.channel()))) {
                List<Object> records =
                        group.stream().map(each -> record(groups, each)).toList();
                groups.fn().apply(decode(groups.keyCodec(), group.get(0).key()), records, emitter(groups.next()));
                maybeEndTask();
            }
        } else if (source instanceof JoinedGroups join) {
            join(join);
        }
        endTask();
    }

    private static Object record(RecordGroups groups, Shuffled each) {
        int sort = groups.sorted() ? in(each.value()).readInt() : 0;
        return groups.recordCodec().read(new BytesIn().reset(each.extra(), sort, each.extra().length - sort));
    }

    private void join(JoinedGroups join) throws Exception {
        TreeMap<byte[], List<List<Object>>> groups = new TreeMap<>(Arrays::compareUnsigned);
        for (Shuffled each : whole(join.rightChannel())) {
            sides(groups, each).get(JoinedGroups.RIGHT_TAG).add(decode(join.rightCodec(), each.extra()));
        }
        for (Shuffled each : whole(join.leftChannel())) {
            sides(groups, each).get(JoinedGroups.LEFT_TAG).add(decode(join.leftCodec(), each.extra()));
        }
        for (List<List<Object>> group : groups.values()) {
            List<Object> left = group.get(JoinedGroups.LEFT_TAG);
            List<Object> right = group.get(JoinedGroups.RIGHT_TAG);
            for (Object each : left) {
                for (Object other : right) {
                    push(join.next(), join.joined().apply(each, other));
                }
                if (right.isEmpty() && join.keepLeft()) {
                    push(join.next(), join.joined().apply(each, null));
                }
            }
            for (Object other : right) {
                if (left.isEmpty() && join.keepRight()) {
                    push(join.next(), join.joined().apply(null, other));
                }
            }
            maybeEndTask();
        }
    }

    private static List<List<Object>> sides(Map<byte[], List<List<Object>>> groups, Shuffled each) {
        return groups.computeIfAbsent(each.key(), key -> List.of(new ArrayList<>(), new ArrayList<>()));
    }

    private void push(List<Node> nodes, Object record) throws Exception {
        for (Node node : nodes) {
            if (node instanceof MapNode map) {
                push(map.next(), map.fn().apply(record));
            } else if (node instanceof FilterNode filter) {
                if (filter.test().test(record)) {
                    push(filter.next(), record);
                }
            } else if (node instanceof FlatMapNode flatMap) {
                flatMap.fn().apply(record, emitter(flatMap.next()));
            } else if (node instanceof JoinProbe probe) {
                probe(probe, record);
            } else if (node instanceof CombineSink combine) {
                combine(combine, record);
            } else if (node instanceof ShuffleSink shuffle) {
                shuffle(shuffle, record);
            } else if (node instanceof WriteSink write) {
                written.computeIfAbsent(write.index(), index -> new ArrayList<>())
                        .add(record);
            }
        }
    }

    private void probe(JoinProbe probe, Object record) throws Exception {
        byte[] key = bytes(probe.keyCodec(), probe.key().apply(record));
        boolean found = false;
        for (Shuffled each : whole(probe.channel())) {
            if (Arrays.equals(each.key(), key)) {
                found = true;
                push(probe.next(), probe.joined().apply(record, decode(probe.rightCodec(), each.extra())));
            }
        }
        if (!found && probe.keepUnmatched()) {
            push(probe.next(), probe.joined().apply(record, null));
        }
    }

    private void combine(CombineSink sink, Object record) throws Exception {
        byte[] key = bytes(sink.keyCodec(), sink.key().apply(record));
        Object accumulator = sink.aggregation().accumulate(sink.aggregation().create(), record);
        if (random.nextInt(3) == 0) {
            emit(sink, key, accumulator);
            return;
        }
        Object[] held = held(sink).computeIfAbsent(Arrays.toString(key), name -> new Object[] {key, null});
        held[1] = held[1] == null ? accumulator : sink.aggregation().accumulate(held[1], record);
    }

    private Map<String, Object[]> held(CombineSink sink) {
        return combining.computeIfAbsent(sink, key -> new TreeMap<>());
    }

    private void maybeEndTask() {
        if (random.nextInt(5) == 0) {
            endTask();
        }
    }

    private void endTask() {
        combining.forEach((sink, groups) -> groups.values().forEach(held -> emit(sink, (byte[]) held[0], held[1])));
        combining.clear();
    }

    private void emit(CombineSink sink, byte[] key, Object accumulator) {
        BytesOut value = new BytesOut(16);
        sink.aggregation().write(accumulator, value);
        add(sink.channel(), new Shuffled(key, new byte[0], Arrays.copyOf(value.array(), value.length())));
    }

    private void shuffle(ShuffleSink sink, Object record) throws Exception {
        byte[] key = bytes(sink.keyCodec(), sink.key().apply(record));
        BytesOut extra = new BytesOut(16);
        BytesOut value = new BytesOut(16);
        if (sink.sort() != null) {
            sink.sortCodec().write(sink.sort().apply(record), extra);
            value.writeInt(extra.length());
        }
        if (sink.recordCodec() != null) {
            sink.recordCodec().write(record, extra);
        }
        add(
                sink.channel(),
                new Shuffled(
                        key,
                        Arrays.copyOf(extra.array(), extra.length()),
                        Arrays.copyOf(value.array(), value.length())));
    }

    private void add(int channel, Shuffled record) {
        List<Shuffled> records = channels.computeIfAbsent(channel, id -> new ArrayList<>());
        records.add(random.nextInt(records.size() + 1), record);
    }

    private List<Shuffled> whole(int channel) {
        List<Shuffled> records = new ArrayList<>(channels.getOrDefault(channel, List.of()));
        records.sort(Shuffled.ORDER);
        return records;
    }

    private static List<List<Shuffled>> groups(List<Shuffled> sorted) {
        List<List<Shuffled>> groups = new ArrayList<>();
        byte[] last = null;
        for (Shuffled each : sorted) {
            if (last == null || !Arrays.equals(last, each.key())) {
                groups.add(new ArrayList<>());
            }
            last = each.key();
            groups.get(groups.size() - 1).add(each);
        }
        return groups;
    }

    private Emitter<Object> emitter(List<Node> next) {
        return record -> {
            try {
                push(next, record);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static byte[] bytes(Encoder<Object> encoder, Object value) {
        BytesOut out = new BytesOut(16);
        encoder.write(value, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    private static Object decode(Codec<Object> codec, byte[] bytes) {
        return codec.read(in(bytes));
    }

    private static BytesIn in(byte[] bytes) {
        return new BytesIn().reset(bytes, 0, bytes.length);
    }
}
