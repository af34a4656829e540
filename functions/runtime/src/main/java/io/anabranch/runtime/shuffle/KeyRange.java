package io.anabranch.runtime.shuffle;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one reducer, from a cut (inclusive) to the next (exclusive).
 *
 * <p>A cut is compared with the whole group key in {@link ShuffleOrder#ORDERED}, with the four bytes of its hash in {@link
 * ShuffleOrder#HASH}; so all records of a group are on one side of it.
 */
public final class KeyRange {
    /** Every key. */
    public static final KeyRange ALL = new KeyRange(null, null);

    private final byte @Nullable [] from;
    private final byte @Nullable [] to;

    private KeyRange(byte @Nullable [] from, byte @Nullable [] to) {
        if (from != null && to != null && Arrays.compareUnsigned(from, to) > 0) {
            throw new IllegalArgumentException("Invalid key range: from " + hex(from) + " to " + hex(to));
        }
        this.from = from;
        this.to = to;
    }

    /** @param from null from the first key on; not copied
     *  @param to null to the last key; not copied */
    public static KeyRange of(byte @Nullable [] from, byte @Nullable [] to) {
        return new KeyRange(from, to);
    }

    /**
     * Reads what {@link #fromHex()} and {@link #toHex()} gave.
     *
     * @throws IllegalArgumentException if it is not hexadecimal
     */
    public static KeyRange ofHex(@Nullable String from, @Nullable String to) {
        return of(
                from == null ? null : HexFormat.of().parseHex(from),
                to == null ? null : HexFormat.of().parseHex(to));
    }

    /** Whether every key is in it. */
    public boolean isAll() {
        return from == null && to == null;
    }

    /** The first cut, or null when there is none. */
    public @Nullable String fromHex() {
        return from == null ? null : hex(from);
    }

    /** The second cut, or null when there is none. */
    public @Nullable String toHex() {
        return to == null ? null : hex(to);
    }

    byte @Nullable [] from() {
        return from;
    }

    byte @Nullable [] to() {
        return to;
    }

    private static String hex(byte[] cut) {
        return HexFormat.of().formatHex(cut);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyRange range && Arrays.equals(from, range.from) && Arrays.equals(to, range.to);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(from), Arrays.hashCode(to));
    }

    @Override
    public String toString() {
        return "[" + Objects.requireNonNullElse(fromHex(), "first") + ", " + Objects.requireNonNullElse(toHex(), "end")
                + ")";
    }
}
