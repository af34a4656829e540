package io.anabranch.runtime.run;

/**
 * Records that a task read from one source.
 *
 * @param index of the read in the flow, or id of the channel
 */
public record SourceRecords(Source source, int index, long records) {}
