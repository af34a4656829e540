package io.anabranch.runtime.run;

/**
 * What an attempt took.
 *
 * @param startedEpochMillis when it began, in milliseconds since 1970
 * @param millis how long it ran
 * @param cpuMillis processor time of its threads, 0 if unknown
 * @param spilledBytes what it wrote to local disk because memory was not enough
 */
public record Timings(long startedEpochMillis, long millis, long cpuMillis, long spilledBytes) {}
