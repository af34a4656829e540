package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a {@link SplitJudge} says about a split.
 *
 * @param trusted whether the records that were read of it are its records; never if it was abandoned
 * @param start what is certain now about its start: the {@link SplitFacts#start} of whoever reads it again
 */
public record SplitVerdict(boolean trusted, JsonNode start) {}
