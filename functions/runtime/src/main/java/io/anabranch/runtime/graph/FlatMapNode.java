package io.anabranch.runtime.graph;

import io.anabranch.function.FlatMapFn;
import java.util.List;

/** Pushes what {@code fn} emits for each record. */
public record FlatMapNode(String name, FlatMapFn<Object, Object> fn, List<Node> next) implements Node {
    public FlatMapNode {
        next = List.copyOf(next);
    }
}
