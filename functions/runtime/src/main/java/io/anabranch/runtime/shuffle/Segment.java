package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.ObjectRef;

/**
 * A run of whole blocks of a packed object: what a reducer fetches of it. The first and the last block may hold records of
 * the neighbours too, which the {@link KeyRange} leaves out.
 *
 * @param object the packed object
 * @param offset where the first block begins
 * @param length bytes of the blocks
 * @param tag which side of a join the object belongs to, 0 when there is one side only; orders records inside a group
 */
public record Segment(ObjectRef object, long offset, long length, int tag) {
    public Segment {
        if (offset < 0 || length <= 0 || offset + length > object.size() || tag < 0) {
            throw new IllegalArgumentException(
                    "Invalid segment: bytes " + offset + " to " + (offset + length) + " of " + object + ", tag " + tag);
        }
    }
}
