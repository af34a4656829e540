package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Codecs for types. For each kind and type there is one in the whole process, so that code once compiled stays in use.
 *
 * <p>All methods throw {@link UnsupportedTypeException} for a type that has none.
 */
public final class Codecs {
    private enum Kind {
        COMPACT,
        ORDERED,
        ORDERED_PART
    }

    private record Key(Kind kind, Type type) {}

    /** By the raw class, so that codecs are forgotten with the class they are for. */
    private static final ClassValue<Map<Key, Codec<Object>>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<Key, Codec<Object>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Codecs() {}

    /**
     * Compact encoding for keys that are hashed, and for values. Equal values have equal encodings. Null is a value only in
     * components and elements.
     */
    public static Codec<Object> of(Type type) {
        return known(Kind.COMPACT, type);
    }

    /**
     * Encoding whose unsigned lexicographic order is that of the values: numbers and dates by size ({@code -0.0} before
     * {@code 0.0}, NaN last), text by code point, enums by declaration, {@code false} before {@code true}, records component by
     * component, null components first. It ends where its bytes end. Null is no value.
     */
    public static Codec<Object> ordered(Type type) {
        return known(Kind.ORDERED, type);
    }

    /** As {@link #ordered}, but more bytes may follow, it may be {@linkplain #descending complemented}, and null comes first. */
    public static Codec<Object> orderedPart(Type type) {
        return known(Kind.ORDERED_PART, type);
    }

    /** The opposite order of an {@link #orderedPart ordered part}. */
    public static Encoder<Object> descending(Encoder<Object> part) {
        return (value, out) -> {
            int from = out.length();
            part.write(value, out);
            Complement.flip(out, from);
        };
    }

    private static Codec<Object> known(Kind kind, Type type) {
        Type resolved = Types.resolve(type, Map.of());
        Map<Key, Codec<Object>> codecs = KNOWN.get(Types.raw(resolved));
        Key key = new Key(kind, resolved);
        Codec<Object> codec = codecs.get(key);
        if (codec == null) {
            codec = codecs.computeIfAbsent(key, Codecs::make);
        }
        return codec;
    }

    private static Codec<Object> make(Key key) {
        return ConstantCodec.of(
                switch (key.kind()) {
                    case COMPACT -> new CompactShapes().of(key.type(), "", false);
                    case ORDERED -> new OrderedShapes().of(key.type(), "", false, true);
                    case ORDERED_PART -> new OrderedShapes().of(key.type(), "", true, false);
                });
    }
}
