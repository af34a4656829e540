package io.anabranch.runtime.barrier;

import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.run.ChannelOutput;
import java.util.List;

/**
 * A channel that is complete.
 *
 * @param outputs in the order of stages and tasks, which breaks ties between equal keys
 */
record ChannelInput(Channel channel, List<ChannelOutput> outputs) {
    long bytes() {
        return outputs.stream().mapToLong(output -> output.object().size()).sum();
    }
}
