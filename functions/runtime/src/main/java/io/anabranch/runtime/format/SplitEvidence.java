package io.anabranch.runtime.format;

/**
 * What a split of a file with quotes knows about the splits behind it. A split that does not start at byte 0 was read as if it
 * started outside quotes. That was right exactly if the number of quotes in all splits of the object before it is even.
 *
 * @param object address of the object
 * @param start start of the split
 * @param end end of the split
 * @param oddQuotes whether the number of quotes in [start, end) is odd; always exact, even if the start was misjudged
 * @param suspect whether the reader met something that it cannot read unless its start was misjudged, and stopped delivering
 *     records; the object then has to be read whole, which gives either the records or the error
 */
public record SplitEvidence(String object, long start, long end, boolean oddQuotes, boolean suspect) {}
