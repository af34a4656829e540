package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Codecs for types. For each kind and type there is one in the whole process, so that code once compiled stays in use.
 *
 * <p>All methods throw {@link UnsupportedTypeException} for a type that has none.
 */
public final class Codecs {
    private enum Kind {
        COMPACT,
        COMPACT_NULLABLE,
        COMPACT_KEY,
        ORDERED,
        ORDERED_PART
    }

    /** Cannot be read back. */
    private record OrderAlone(Codec<Object> codec) implements Codec<Object> {
        @Override
        public void write(Object value, BytesOut out) {
            codec.write(value, out);
        }

        @Override
        public Object read(BytesIn in) {
            return codec.read(in);
        }
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

    /** As {@link #of}, but null is a value. */
    public static Codec<Object> nullable(Type type) {
        return known(Kind.COMPACT_NULLABLE, type);
    }

    /** As {@link #nullable}, for keys: a key ends where its bytes end, and takes no byte more for that it might be null. */
    public static Codec<Object> key(Type type) {
        return known(Kind.COMPACT_KEY, type);
    }

    /** Whether {@code equals} of the values is known to find those equal that are equally encoded, and no others. */
    public static boolean isEqualInJava(Type type) {
        Class<?> raw = Types.raw(type);
        return Orders.isNatural(type) || raw == String.class || raw == UUID.class;
    }

    /**
     * Encoding whose unsigned lexicographic order is that of the values: numbers and dates by size ({@code -0.0} before
     * {@code 0.0}, NaN last), text by code point, enums by declaration, {@code false} before {@code true}, records component by
     * component, null components first. Decimals are ordered by number: 2.5 and 2.50 have one encoding. It ends where its bytes end. Null is no
     * value.
     */
    public static Encoder<Object> ordered(Type type) {
        return known(Kind.ORDERED, type);
    }

    /** The {@link #ordered} encoding of a type, if it tells all values apart and so can be read back; null for types that hold decimals. */
    public static @Nullable Codec<Object> orderedExactly(Type type) {
        Codec<Object> codec = known(Kind.ORDERED, type);
        return codec instanceof OrderAlone ? null : codec;
    }

    /** As {@link #ordered}, but more bytes may follow, it may be {@linkplain #descending complemented}, and null comes first. */
    public static Encoder<Object> orderedPart(Type type) {
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
        Type type = key.type();
        return switch (key.kind()) {
            case COMPACT -> ConstantCodec.of(new CompactShapes().of(type, "", false));
            case COMPACT_NULLABLE -> ConstantCodec.of(new CompactShapes().of(type, "", true));
            case COMPACT_KEY -> ConstantCodec.of(new CompactShapes().key(type));
            case ORDERED -> ordered(new OrderedShapes(), type);
            case ORDERED_PART -> ConstantCodec.of(new OrderedShapes().of(type, "", true, false));
        };
    }

    private static Codec<Object> ordered(OrderedShapes shapes, Type type) {
        Codec<Object> codec = ConstantCodec.of(shapes.of(type, "", false, true));
        return shapes.isExact() ? codec : new OrderAlone(codec);
    }
}
