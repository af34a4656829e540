package io.anabranch.runtime.format;

import io.anabranch.runtime.storage.ObjectRef;

/**
 * A part of an object: it owns every record whose first byte lies in it.
 *
 * @param object the pinned object
 * @param start offset of its first byte
 * @param end offset after its last byte; a record that starts before is read to its own end, however far that is
 */
public record Split(ObjectRef object, long start, long end) {
    public Split {
        if (start < 0 || end < start || end > object.size()) {
            throw new IllegalArgumentException("Invalid split of " + object.uri() + ": " + start + " to " + end
                    + ", expected a part of its " + object.size() + " bytes");
        }
    }

    /** All of an object. */
    public static Split whole(ObjectRef object) {
        return new Split(object, 0, object.size());
    }

    /** Whether this is all of its object. */
    public boolean isWhole() {
        return start == 0 && end == object.size();
    }

    public long bytes() {
        return end - start;
    }
}
