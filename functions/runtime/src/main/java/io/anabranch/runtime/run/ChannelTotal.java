package io.anabranch.runtime.run;

/**
 * What one stage wrote to one channel.
 *
 * @param records in all packed objects
 * @param bytes sizes of the packed objects
 */
public record ChannelTotal(int channel, long records, long bytes) {}
