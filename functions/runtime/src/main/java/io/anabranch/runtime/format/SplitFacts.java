package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a split before it is read, in its format's own words.
 *
 * @param preamble what the format found out about the object when the run was planned; null if nothing
 * @param start what the {@link SplitJudge} found out about the split's start: then nothing is guessed; null as long as it is not known
 */
public record SplitFacts(
        @Nullable JsonNode preamble, @Nullable JsonNode start) {
    /** Nothing is known. */
    public static final SplitFacts NONE = new SplitFacts(null, null);
}
