package io.anabranch.testkit.graphs;

import io.anabranch.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** An order of records: for the pipeline, and for the answer. */
record Sorting(List<Part> parts) {
    record Part(Key key, boolean descending) {}

    /** By all components, in any order of theirs: only equal records are equal in it. */
    static Sorting total(Kind kind, Random random) {
        List<Key> keys = new ArrayList<>(kind.components());
        Collections.shuffle(keys, random);
        return new Sorting(
                keys.stream().map(key -> new Part(key, random.nextBoolean())).toList());
    }

    /** By some of the keys. */
    static Sorting some(Kind kind, Random random) {
        List<Key> keys = new ArrayList<>(kind.components());
        keys.addAll(kind.keys());
        Collections.shuffle(keys, random);
        return new Sorting(keys.subList(0, 1 + random.nextInt(Math.min(3, keys.size()))).stream()
                .map(key -> new Part(key, random.nextBoolean()))
                .toList());
    }

    Order<Object> order() {
        Order<Object> order = null;
        for (Part part : parts) {
            if (order == null) {
                order = part.descending()
                        ? Order.descending(part.key().of())
                        : Order.by(part.key().of());
            } else {
                order = part.descending()
                        ? order.thenDescending(part.key().of())
                        : order.thenBy(part.key().of());
            }
        }
        return Objects.requireNonNull(order);
    }

    Comparator<Object> comparator() {
        Natural natural = new Natural();
        return (left, right) -> {
            for (Part part : parts) {
                int order = natural.compare(part.key().value(left), part.key().value(right));
                if (order != 0) {
                    return part.descending() ? -order : order;
                }
            }
            return 0;
        };
    }

    @Override
    public String toString() {
        StringBuilder code = new StringBuilder("Order");
        for (Part part : parts) {
            code.append(
                            code.length() == 5
                                    ? part.descending() ? ".descending(" : ".by("
                                    : part.descending() ? ".thenDescending(" : ".thenBy(")
                    .append(part.key())
                    .append(')');
        }
        return code.toString();
    }
}
