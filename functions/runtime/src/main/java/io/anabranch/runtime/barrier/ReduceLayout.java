package io.anabranch.runtime.barrier;

import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.shuffle.KeyRange;
import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.shuffle.ShuffleLayout;
import io.anabranch.runtime.shuffle.ShuffleOrder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Who reads which keys of the channels of a stage, by the sizes that are really there.
 *
 * <p>Pairs of (packed object, reducer) cost one GET each. There are at most {@link #MAX_PAIRS} of them: a shuffle of more objects
 * gets fewer, larger reducers.
 */
final class ReduceLayout {
    static final long MAX_PAIRS = ShuffleLayout.Bounds.DEFAULT_MAX_PAIRS;
    /** Less is not worth a task of its own, however many could run at once. */
    private static final long LEAST_REDUCER_BYTES = 4L << 20;
    /** Part files are numbered with five digits. */
    private static final int MAX_REDUCERS = 100_000;

    private ReduceLayout() {}

    /**
     * Gives each reducer's keys and segments to {@code reducers}, in the order of keys; at least one, if need be without segments.
     *
     * @param inputs the channels of the stage's source; their position is the tag
     */
    static void plan(List<ChannelInput> inputs, Limits limits, BiConsumer<KeyRange, List<Segment>> reducers) {
        Channel channel = inputs.get(0).channel();
        List<ShuffleLayout.Input> objects = objects(inputs);
        ShuffleLayout layout = layout(channel, objects, limits(inputs, limits));
        if (layout.reducers() == 0) {
            reducers.accept(KeyRange.ALL, List.of());
        }
        for (int i = 0; i < layout.reducers(); i++) {
            ShuffleLayout.Reducer reducer = layout.reducer(i);
            reducers.accept(reducer.range(), reducer.segments());
        }
    }

    /** All of a channel, for a task that reads it whole. */
    static List<Segment> whole(ChannelInput input) {
        List<ShuffleLayout.Input> objects = objects(List.of(input));
        return ShuffleLayout.along(order(input.channel()), objects, List.of(KeyRange.ALL))
                .reducer(0)
                .segments();
    }

    private static ShuffleLayout layout(
            Channel channel, List<ShuffleLayout.Input> objects, ShuffleLayout.Bounds limits) {
        if (channel.partitions() == 0) {
            return ShuffleLayout.of(order(channel), objects, limits);
        }
        List<KeyRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < channel.partitions(); partition++) {
            ranges.add(KeyRange.of(number(partition), number(partition + 1)));
        }
        return ShuffleLayout.along(order(channel), objects, ranges);
    }

    private static byte[] number(int partition) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
    }

    private static ShuffleLayout.Bounds limits(List<ChannelInput> inputs, Limits limits) {
        long bytes = inputs.stream().mapToLong(ChannelInput::bytes).sum();
        long objects =
                inputs.stream().mapToLong(input -> input.outputs().size()).sum();
        int most = (int) Math.max(1, Math.min(MAX_REDUCERS, MAX_PAIRS / Math.max(1, objects)));
        long parallel = Math.min(limits.maxConcurrency(), bytes / LEAST_REDUCER_BYTES);
        int least = (int) Math.max(1, Math.min(most, parallel));
        return new ShuffleLayout.Bounds(limits.reduceBytes(), least, most, Long.MAX_VALUE);
    }

    private static List<ShuffleLayout.Input> objects(List<ChannelInput> inputs) {
        List<ShuffleLayout.Input> objects = new ArrayList<>();
        for (int tag = 0; tag < inputs.size(); tag++) {
            for (ChannelOutput output : inputs.get(tag).outputs()) {
                if (output.records() > 0) {
                    objects.add(new ShuffleLayout.Input(output.object(), output.index(), tag));
                }
            }
        }
        return objects;
    }

    private static ShuffleOrder order(Channel channel) {
        return switch (channel.mode()) {
            case HASH -> ShuffleOrder.HASH;
            case ORDERED -> ShuffleOrder.ORDERED;
        };
    }
}
