package io.anabranch;

/**
 * A key and a value.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 * @param key what the records were grouped by
 * @param value what was made of the records of that key
 */
public record KeyValue<K, V>(K key, V value) {}
