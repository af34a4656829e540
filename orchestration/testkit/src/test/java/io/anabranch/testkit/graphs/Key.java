package io.anabranch.testkit.graphs;

import io.anabranch.function.Fn;
import org.jspecify.annotations.Nullable;

/**
 * A key of records, as code and as a function.
 *
 * @param code how a person writes it
 * @param of the function that the pipeline is given
 */
record Key(String code, Type type, Fn<Object, Object> of) {
    /** What two keys must have in common to be compared. */
    enum Type {
        TEXT,
        LONG,
        INT,
        FLAG,
        DOUBLE,
        LEVEL,
        DAY,
        SPOT,
        OPTIONAL_SPOT,
        NUMBERS
    }

    static Key of(String code, Type type, Fn<?, ?> of) {
        return new Key(code, type, Kind.untyped(of));
    }

    /** For an order: there a key may be null. */
    @SuppressWarnings("NullAway") // A function of an order may return null.
    @Nullable
    Object value(Object record) {
        try {
            return of.apply(record);
        } catch (Exception e) {
            throw new IllegalStateException(code + " of " + record, e);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
