package io.anabranch.runtime.graph;

/**
 * A node that another stage runs too, on the same records: what comes of a step may be needed by stages that cannot be one. The other stage
 * counts what the step's functions count, and has the dead letters of what they refuse.
 *
 * @param node what is run; its next nodes may be this stage's own
 */
public record Repeated(Node node) implements Node {
    @Override
    public String name() {
        return node.name();
    }
}
