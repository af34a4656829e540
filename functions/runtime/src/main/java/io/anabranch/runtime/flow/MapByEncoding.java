package io.anabranch.runtime.flow;

import io.anabranch.runtime.codec.Encoded;
import io.anabranch.runtime.codec.Encoder;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map whose keys are equal if they are equally encoded, whatever their {@code equals} says; in the order in which it was filled. */
final class MapByEncoding extends AbstractMap<Object, Object> {
    private final Encoder<Object> keys;
    private final Map<Encoded, Entry<Object, Object>> entries = new LinkedHashMap<>();

    MapByEncoding(Encoder<Object> keys) {
        this.keys = keys;
    }

    @Override
    public @Nullable Object put(Object key, Object value) {
        Entry<Object, Object> before = entries.put(Encoded.of(keys, key), new SimpleImmutableEntry<>(key, value));
        return before == null ? null : before.getValue();
    }

    @Override
    public @Nullable Object get(Object key) {
        Entry<Object, Object> entry = entries.get(Encoded.of(keys, key));
        return entry == null ? null : entry.getValue();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(Encoded.of(keys, key));
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Object, Object>> iterator() {
                return entries.values().iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }
}
