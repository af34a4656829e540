package io.anabranch.runtime.run;

/**
 * A channel that each task of the stage reads whole: the smaller side of a broadcast join, or a side input.
 *
 * @param channel id of the channel
 */
public record SideChannel(int channel, SegmentsRef segments) {}
