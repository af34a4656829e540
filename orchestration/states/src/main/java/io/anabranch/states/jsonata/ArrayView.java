package io.anabranch.states.jsonata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.RandomAccess;

/** A JSON array as the list the evaluator reads; an element is converted when it is asked for. */
final class ArrayView extends AbstractList<Object> implements RandomAccess {
    private final ArrayNode node;

    ArrayView(ArrayNode node) {
        this.node = node;
    }

    ArrayNode node() {
        return node;
    }

    @Override
    public Object get(int index) {
        return Values.toJava(node.get(index));
    }

    @Override
    public int size() {
        return node.size();
    }
}
