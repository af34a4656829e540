package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The order of all values of a type, in which no two that are differently encoded are equal: null first, then as everything is sorted, then by
 * the compact encoding. Values of a type that nothing can be sorted by are in the order of their encoding alone.
 */
public final class TotalOrder implements Comparator<Object> {
    private final Comparator<Object> order;
    private final boolean natural;

    private TotalOrder(Comparator<Object> order, boolean natural) {
        this.order = order;
        this.natural = natural;
    }

    /** @throws UnsupportedTypeException if values of {@code type} cannot be encoded */
    public static TotalOrder of(Type type) {
        Comparator<Object> encoded = Orders.byEncoding(Codecs.nullable(type));
        Comparator<Object> order;
        try {
            order = Orders.of(type).thenComparing(encoded);
        } catch (UnsupportedTypeException e) {
            order = encoded;
        }
        return new TotalOrder(order, Orders.isNatural(type) && Types.raw(type) != java.math.BigDecimal.class);
    }

    /** A set of {@code values}; one in natural order, as far as that is this one. */
    public SortedSet<Object> sorted(Collection<?> values) {
        SortedSet<Object> set = natural && !values.contains(null) ? new TreeSet<>() : new TreeSet<>(this);
        set.addAll(values);
        return set;
    }

    @Override
    public int compare(Object left, Object right) {
        return order.compare(left, right);
    }
}
