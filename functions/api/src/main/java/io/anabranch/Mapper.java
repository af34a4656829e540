package io.anabranch;

/**
 * The first of the classic trio: turns a record into keyed values. See {@link Dataset#mapReduce(Mapper, Reducer)}.
 *
 * <p>Write a class that implements it, so that the types of key and value can be read from it.
 *
 * @param <I> type of the records
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface Mapper<I, K, V> {
    /** Takes the results of a mapper. Not for implementing. */
    @FunctionalInterface
    interface Pairs<K, V> {
        /** Takes one keyed value; the key may be null, the value not. */
        void emit(K key, V value);
    }

    /** Emits the keyed values of {@code record}. */
    void map(I record, Pairs<K, V> out) throws Exception;
}
