package io.anabranch.runtime.graph;

import io.anabranch.function.Test;
import java.util.List;

/** Pushes the records that pass {@code test}; the others count as filtered. */
public record FilterNode(String name, Test<Object> test, List<Node> next) implements Node {
    public FilterNode {
        next = List.copyOf(next);
    }
}
