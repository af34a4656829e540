package io.anabranch.runtime.run;

import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.storage.ObjectRef;

/**
 * A part of an object that a task reads: it owns every record that starts in {@code [start, end)}.
 *
 * @param read index of the read in the flow
 * @param header index in {@link Plan#headers()} of the object's header, or -1: the reader finds it at byte 0 or needs none
 * @param start first byte
 * @param end byte behind the last one; the object's size in a split that reads to the end
 */
public record TaskSplit(int read, int header, ObjectRef object, long start, long end) {
    public TaskSplit {
        if (start < 0 || end < start || end > object.size()) {
            throw new IllegalArgumentException(
                    "Invalid split: [" + start + ", " + end + ") of " + object.size() + " bytes of " + object.uri());
        }
    }

    public long bytes() {
        return end - start;
    }

    /** The split without the read that it belongs to. */
    public Split split() {
        return new Split(object, start, end);
    }

    /** Whether this is all of the object. */
    public boolean whole() {
        return start == 0 && end == object.size();
    }
}
