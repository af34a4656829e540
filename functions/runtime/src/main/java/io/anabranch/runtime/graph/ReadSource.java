package io.anabranch.runtime.graph;

import io.anabranch.Input;
import io.anabranch.format.Format;
import java.util.List;

/**
 * Records of objects.
 *
 * @param read index of this read in the flow, from 0
 * @param input where they are, as the user gave it
 * @param repeats whether another stage reads them too, and has the dead letters of what the format refuses
 */
public record ReadSource(int read, String name, Format<Object> format, Input input, boolean repeats, List<Node> next)
        implements Source {
    public ReadSource {
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of();
    }
}
