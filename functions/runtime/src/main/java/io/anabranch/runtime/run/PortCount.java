package io.anabranch.runtime.run;

/**
 * Records that passed one of a task's ports; of those that it writes, after combining.
 *
 * @param index id of the channel, or index of the read or the write in the flow
 */
public record PortCount(Port port, int index, long records) {}
