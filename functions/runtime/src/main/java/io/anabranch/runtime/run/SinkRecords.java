package io.anabranch.runtime.run;

/**
 * Records that a task handed to one sink, after combining.
 *
 * @param index id of the channel, or index of the write in the flow
 */
public record SinkRecords(Sink sink, int index, long records) {}
