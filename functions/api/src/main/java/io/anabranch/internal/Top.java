package io.anabranch.internal;

import io.anabranch.Order;
import io.anabranch.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first values of a group in an order. The accumulator is a heap of at most {@code n} values, the last of them at the
 * root, so that most values are refused by one comparison.
 *
 * <p>The comparator is not part of the description: the runtime makes it from the order, with ties broken by the encoding of
 * the values, and calls {@link #comparing}.
 *
 * @param <T> type of the values
 * @param <R> what is made of the first values
 */
public final class Top<T, R> implements Aggregate<T, PriorityQueue<T>, R>, NeedsValues {
    private final int n;
    private final Order<? super T> order;
    private final Finisher<T, R> finisher;
    private final boolean needsValues;
    private final @Nullable Comparator<? super T> comparator;

    /** What is made of the first values. */
    @FunctionalInterface
    interface Finisher<T, R> {
        R finish(List<T> first);
    }

    private Top(
            int n,
            Order<? super T> order,
            Finisher<T, R> finisher,
            boolean needsValues,
            @Nullable Comparator<? super T> comparator) {
        if (n < 1) {
            throw new IllegalArgumentException("Invalid number of first records: " + n + ", expected at least 1");
        }
        this.n = n;
        this.order = order;
        this.finisher = finisher;
        this.needsValues = needsValues;
        this.comparator = comparator;
    }

    /** The first {@code n} values, in their order. */
    public static <T> Top<T, List<T>> list(int n, Order<? super T> order) {
        return new Top<>(n, order, List::copyOf, false, null);
    }

    /** The first value. */
    public static <T> Top<T, T> first(Order<? super T> order) {
        return new Top<>(1, order, first -> first.get(0), true, null);
    }

    /** The order asked for. */
    public Order<? super T> order() {
        return order;
    }

    /** The same aggregate, able to work: {@code total} is its order, in which no two different values are equal. */
    public Top<T, R> comparing(Comparator<? super T> total) {
        return new Top<>(n, order, finisher, needsValues, total);
    }

    @Override
    public boolean needsValues() {
        return needsValues;
    }

    @Override
    public PriorityQueue<T> create() {
        if (comparator == null) {
            throw new IllegalStateException("Cannot keep the first records: no comparator. Call comparing(...) before");
        }
        return new PriorityQueue<>(Math.min(n, 16), Collections.reverseOrder(comparator));
    }

    @Override
    public PriorityQueue<T> accumulate(PriorityQueue<T> accumulator, T value) {
        if (accumulator.size() < n) {
            accumulator.add(value);
        } else if (accumulator.comparator().compare(accumulator.element(), value) < 0) {
            accumulator.remove();
            accumulator.add(value);
        }
        return accumulator;
    }

    @Override
    public PriorityQueue<T> combine(PriorityQueue<T> accumulator, PriorityQueue<T> other) {
        for (T value : other) {
            accumulate(accumulator, value);
        }
        return accumulator;
    }

    @Override
    public R finish(PriorityQueue<T> accumulator) {
        List<T> first = new ArrayList<>(accumulator);
        first.sort(Collections.reverseOrder(accumulator.comparator()));
        return finisher.finish(first);
    }
}
