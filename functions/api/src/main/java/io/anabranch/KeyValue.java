package io.anabranch;

/**
 * A key and a value.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public record KeyValue<K, V>(K key, V value) {}
