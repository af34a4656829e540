package io.anabranch.runtime.run;

/**
 * Where the descriptors of a step's tasks are: a JSON array that the Distributed Map reads.
 *
 * @param count number of tasks
 */
public record TaskList(String bucket, String key, int count) {}
