package io.anabranch.runtime.codec;

import java.util.Arrays;

/** Pieces of bytes, written out in their unsigned order: the elements of a set, or the entries of a map, each a name and what it has. */
final class SortedParts {
    private final BytesOut bytes = new BytesOut(64);
    /** Of each piece where it starts and where its name ends; at last the end. */
    private final int[] places;

    private int count;

    SortedParts(int size) {
        places = new int[2 * size + 1];
    }

    /** Where to write the next piece. */
    BytesOut next() {
        places[2 * count] = bytes.length();
        places[2 * count + 1] = -1;
        count++;
        return bytes;
    }

    /** What has been written of the piece is its name, which no other has. */
    void endName() {
        places[2 * count - 1] = bytes.length();
    }

    /** @throws IllegalArgumentException if two pieces are of one name */
    void writeTo(BytesOut out) {
        byte[] all = bytes.array();
        places[2 * count] = bytes.length();
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(all, start(a), start(a + 1), all, start(b), start(b + 1)));
        for (int i = 0; i < count; i++) {
            int part = order[i];
            if (i > 0 && isSameName(all, order[i - 1], part)) {
                throw taken(places[1] < 0 ? "a set" : "a map");
            }
            out.write(all, start(part), start(part + 1) - start(part));
        }
    }

    /** Names that are equal as we see it and not as Java does, or the other way round: no set or map of ours is equal to that one. */
    static IllegalArgumentException taken(String what) {
        return new IllegalArgumentException(
                "Cannot encode " + what
                        + " in which something is held twice: arrays of the same bytes, or records with an equals of their own. Use a List");
    }

    private boolean isSameName(byte[] all, int left, int right) {
        return Arrays.equals(all, start(left), nameEnd(left), all, start(right), nameEnd(right));
    }

    private int start(int part) {
        return places[2 * part];
    }

    private int nameEnd(int part) {
        int end = places[2 * part + 1];
        return end < 0 ? start(part + 1) : end;
    }
}
