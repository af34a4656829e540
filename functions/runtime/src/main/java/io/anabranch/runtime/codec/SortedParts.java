package io.anabranch.runtime.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pieces of bytes, written out in their unsigned order. */
final class SortedParts {
    private final BytesOut bytes = new BytesOut(64);
    private final List<Integer> starts;

    SortedParts(int expected) {
        starts = new ArrayList<>(expected);
    }

    /** Where to write the next piece. */
    BytesOut next() {
        starts.add(bytes.length());
        return bytes;
    }

    void writeTo(BytesOut out) {
        byte[] all = bytes.array();
        starts.add(bytes.length());
        Integer[] order = new Integer[starts.size() - 1];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Arrays.compareUnsigned(
                        all, starts.get(a), starts.get(a + 1), all, starts.get(b), starts.get(b + 1)));
        for (int part : order) {
            out.write(all, starts.get(part), starts.get(part + 1) - starts.get(part));
        }
    }
}
