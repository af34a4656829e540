package io.anabranch.runtime.graph;

import io.anabranch.function.Condition;
import java.util.List;

/** Pushes the records that pass {@code test}; the others count as filtered. */
public record FilterNode(String name, Condition<Object> test, List<Node> next) implements Node {
    public FilterNode {
        next = List.copyOf(next);
    }
}
