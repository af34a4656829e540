package io.anabranch.runtime.graph;

import io.anabranch.function.Fn;
import java.util.List;

/** Pushes {@code fn} of each record; null is an error of the user's code. */
public record MapNode(String name, Fn<Object, Object> fn, List<Node> next) implements Node {
    public MapNode {
        next = List.copyOf(next);
    }
}
