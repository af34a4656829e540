package io.anabranch;

/**
 * The second of the classic trio: makes one value of two of the same key, before they are shuffled and after. It is called
 * any number of times, in any order, so it must be associative and commutative.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface Combiner<K, V> {
    /** One value for {@code first} and {@code second}. */
    V combine(K key, V first, V second) throws Exception;
}
