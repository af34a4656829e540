package io.anabranch.testkit.graphs;

import io.anabranch.Counter;
import org.jspecify.annotations.Nullable;

/**
 * What a function does besides its work: it counts, and it refuses certain records after it has counted.
 *
 * @param counter null if nothing is counted
 * @param refused numbers that are multiples of it are refused; 0 if none is
 */
record Touch(@Nullable Counter counter, long refused) {
    static final Touch NONE = new Touch(null, 0);

    Object of(Object value) {
        if (counter != null) {
            counter.add(1 + Palette.number(value) % 2);
        }
        if (refused > 0 && (Palette.number(value) + 1) % refused == 0) {
            throw new IllegalArgumentException("refused on purpose");
        }
        return value;
    }

    String name(Object value) {
        return Palette.name(of(value));
    }
}
