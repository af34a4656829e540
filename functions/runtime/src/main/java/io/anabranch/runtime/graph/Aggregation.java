package io.anabranch.runtime.graph;

import static java.util.Objects.requireNonNull;

import io.anabranch.Emitter;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.internal.NeedsValues;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens to the values of a group, as one: none, one or several {@link Aggregate}s side by side, and what is
 * made of their results. Methods throw what the user's code throws.
 *
 * <p>The accumulator of one aggregate is its own; that of several is an {@code Object[]}; that of none (as {@code distinct} needs) is
 * an object without meaning, encoded as no bytes.
 */
public final class Aggregation {
    /** Makes records of a group's results. */
    @FunctionalInterface
    public interface Finisher {
        /** Emits what becomes of a group; {@code results} has one element for each aggregate, and may be kept. */
        void finish(Object key, Object[] results, Emitter<Object> out) throws Exception;
    }

    private static final Object NOTHING = new Object();

    private final Aggregate<Object, Object, Object>[] aggregates;
    private final Codec<Object>[] codecs;
    private final FixedWidth @Nullable [] widths;
    private final int storedBytes;
    private final boolean immutable;
    private final boolean grows;
    private final Finisher finisher;

    /**
     * @param codecs for the accumulators, one for each aggregate
     * @param widths of the accumulators, one for each aggregate; or null if one of them has none
     * @param immutable whether what is aggregated never changes
     * @param grows whether an accumulator may grow with the number of values
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Aggregation(
            List<Aggregate<Object, Object, Object>> aggregates,
            List<Codec<Object>> codecs,
            @Nullable List<FixedWidth> widths,
            boolean immutable,
            boolean grows,
            Finisher finisher) {
        if (aggregates.size() != codecs.size()) {
            throw new IllegalArgumentException("Invalid aggregation: " + aggregates.size() + " aggregates, "
                    + codecs.size() + " codecs, expected one each");
        }
        this.aggregates = aggregates.toArray(new Aggregate[0]);
        this.codecs = codecs.toArray(new Codec[0]);
        this.widths = widths == null ? null : widths.toArray(new FixedWidth[0]);
        this.storedBytes = widths == null
                ? -1
                : widths.stream().mapToInt(FixedWidth::bytes).sum();
        this.immutable = immutable;
        this.grows = grows;
        this.finisher = finisher;
    }

    /** Whether there is nothing but the key to keep: accumulators are zero bytes, and the first one will do. */
    public boolean isEmpty() {
        return aggregates.length == 0;
    }

    /** Whether an accumulator may grow with the number of its values; if not, its size is that of an empty one. */
    public boolean grows() {
        return grows;
    }

    /** Whether a record may be taken in after later ones, and be kept till then: the aggregates are ours, and do not ask for an order. */
    public boolean mayWait() {
        return widths != null && (isEmpty() || immutable);
    }

    /** The number of aggregates. */
    public int size() {
        return aggregates.length;
    }

    /** An accumulator of no values. */
    public Object create() throws Exception {
        if (aggregates.length == 1) {
            return aggregates[0].create();
        }
        if (aggregates.length == 0) {
            return NOTHING;
        }
        Object[] parts = new Object[aggregates.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = aggregates[i].create();
        }
        return parts;
    }

    /** Adds a record, and returns the accumulator to go on with, which most often is the same one. */
    public Object accumulate(Object accumulator, Object value) throws Exception {
        if (aggregates.length == 1) {
            return aggregates[0].accumulate(accumulator, value);
        }
        if (aggregates.length > 1) {
            Object[] parts = (Object[]) accumulator;
            for (int i = 0; i < parts.length; i++) {
                Object part = parts[i];
                Object next = aggregates[i].accumulate(part, value);
                if (next != part) {
                    parts[i] = next;
                }
            }
        }
        return accumulator;
    }

    /** Adds another accumulator, which is not to be used again, and returns the one to go on with. */
    public Object combine(Object accumulator, Object other) throws Exception {
        if (aggregates.length == 1) {
            return aggregates[0].combine(accumulator, other);
        }
        if (aggregates.length > 1) {
            Object[] parts = (Object[]) accumulator;
            Object[] others = (Object[]) other;
            for (int i = 0; i < parts.length; i++) {
                parts[i] = aggregates[i].combine(parts[i], others[i]);
            }
        }
        return accumulator;
    }

    /** Appends the encoded accumulator. */
    public void write(Object accumulator, BytesOut out) {
        if (codecs.length == 1) {
            codecs[0].write(accumulator, out);
        } else if (codecs.length > 1) {
            Object[] parts = (Object[]) accumulator;
            for (int i = 0; i < parts.length; i++) {
                codecs[i].write(parts[i], out);
            }
        }
    }

    /** Reads an accumulator. */
    public Object read(BytesIn in) {
        if (codecs.length == 1) {
            return codecs[0].read(in);
        }
        if (codecs.length == 0) {
            return NOTHING;
        }
        Object[] parts = new Object[codecs.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = codecs[i].read(in);
        }
        return parts;
    }

    /** Bytes of an accumulator that is {@link #store stored}, or -1 if only an object can be one. */
    public int storedBytes() {
        return storedBytes;
    }

    /** Writes an accumulator as {@link #storedBytes} bytes. */
    public void store(Object accumulator, byte[] into, int at) {
        FixedWidth[] each = requireNonNull(widths);
        if (each.length == 1) {
            each[0].store(accumulator, into, at);
        } else if (each.length > 1) {
            Object[] parts = (Object[]) accumulator;
            int next = at;
            for (int i = 0; i < parts.length; i++) {
                each[i].store(parts[i], into, next);
                next += each[i].bytes();
            }
        }
    }

    /** Makes {@code accumulator} what was stored. */
    public void load(Object accumulator, byte[] from, int at) {
        FixedWidth[] each = requireNonNull(widths);
        if (each.length == 1) {
            each[0].load(accumulator, from, at);
        } else if (each.length > 1) {
            Object[] parts = (Object[]) accumulator;
            int next = at;
            for (int i = 0; i < parts.length; i++) {
                each[i].load(parts[i], from, next);
                next += each[i].bytes();
            }
        }
    }

    /** @throws InputException if an aggregate has no result for no values at all */
    public void requireResultOfNothing(String step) {
        for (Aggregate<Object, Object, Object> aggregate : aggregates) {
            if (aggregate instanceof NeedsValues needs && needs.needsValues()) {
                throw new InputException(
                        "Cannot compute step '" + step
                                + "': there are no records, and no records have no smallest, largest or mean value. Give"
                                + " it records, or use aggregates that no records have: count, sumLong, sumDouble, topN",
                        Where.UNKNOWN);
            }
        }
    }

    /** Emits what becomes of a group. The accumulator is not to be used again. */
    public void finish(Object key, Object accumulator, Emitter<Object> out) throws Exception {
        Object[] results = new Object[aggregates.length];
        if (aggregates.length == 1) {
            results[0] = result(0, accumulator);
        } else if (aggregates.length > 1) {
            Object[] parts = (Object[]) accumulator;
            for (int i = 0; i < parts.length; i++) {
                results[i] = result(i, parts[i]);
            }
        }
        finisher.finish(key, results, out);
    }

    private Object result(int index, Object accumulator) {
        try {
            return aggregates[index].finish(accumulator);
        } catch (Throwable thrown) {
            throw FunctionFault.thrown("aggregate", thrown);
        }
    }
}
