package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the reader of a split knows, when it is done, about its own start and about the splits behind it.
 *
 * @param start first byte of the split
 * @param end byte behind its last one
 * @param abandoned whether the reader stopped delivering records, because it met what cannot be read unless the start was misjudged. Such a split is
 *     read again in any case, from a start that is certain, which gives either the records or the error
 * @param says the rest, in the format's own words; right even if the start was misjudged
 */
public record SplitEvidence(long start, long end, boolean abandoned, JsonNode says) {}
