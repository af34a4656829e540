package io.anabranch.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.storage.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object that a task reads: it owns every record that starts in {@code [start, end)}.
 *
 * @param read index of the read in the flow
 * @param preamble index in {@link Plan#preambles()} of what the format has to know of the object, or -1
 * @param start first byte
 * @param end byte behind the last one; the object's size in a split that reads to the end
 * @param known what the barrier found out about the start, in the format's own words; null where nobody has looked: the reader then guesses, if its
 *     format has to
 */
public record TaskSplit(
        int read,
        int preamble,
        ObjectRef object,
        long start,
        long end,
        @Nullable JsonNode known) {
    public TaskSplit {
        if (start < 0 || end < start || end > object.size()) {
            throw new IllegalArgumentException(
                    "Invalid split: [" + start + ", " + end + ") of " + object.size() + " bytes of " + object.uri());
        }
    }

    public long bytes() {
        return end - start;
    }

    /** The same, to be read from a start that is certain. */
    public TaskSplit startingFrom(@Nullable JsonNode certain) {
        return new TaskSplit(read, preamble, object, start, end, certain);
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
