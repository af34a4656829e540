package io.anabranch;

import io.anabranch.function.Fn;
import java.util.ArrayList;
import java.util.List;

/**
 * An order of records: by one key, then by others.
 *
 * <pre>{@code
 * Order<UrlHits> most = Order.descending(UrlHits::hits).thenBy(UrlHits::url);
 * }</pre>
 *
 * <p>Numbers, dates and enums have their natural order, {@code false} comes before {@code true}, text is ordered by code
 * point, records component by component, null before everything. Records that are equal in all keys are ordered by their
 * encoding: arbitrary, but the same in every run.
 *
 * @param keys what is compared, the most significant first; at least one
 * @param <T> type of the records
 */
public record Order<T>(List<Key<T>> keys) {
    /**
     * One key of an order.
     *
     * @param of the key of a record; may be null
     * @param descending whether the largest comes first
     * @param <T> type of the records
     */
    public record Key<T>(Fn<? super T, ?> of, boolean descending) {}

    public Order {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Invalid order: no keys, expected at least one");
        }
    }

    /** The smallest {@code key} first. */
    public static <T, C> Order<T> by(Fn<? super T, ? extends C> key) {
        return new Order<>(List.of(new Key<>(key, false)));
    }

    /** The largest {@code key} first. */
    public static <T, C> Order<T> descending(Fn<? super T, ? extends C> key) {
        return new Order<>(List.of(new Key<>(key, true)));
    }

    /** This order, and among equals the smallest {@code key} first. */
    public <C> Order<T> thenBy(Fn<? super T, ? extends C> key) {
        return then(new Key<>(key, false));
    }

    /** This order, and among equals the largest {@code key} first. */
    public <C> Order<T> thenDescending(Fn<? super T, ? extends C> key) {
        return then(new Key<>(key, true));
    }

    private Order<T> then(Key<T> key) {
        List<Key<T>> more = new ArrayList<>(keys);
        more.add(key);
        return new Order<>(more);
    }
}
