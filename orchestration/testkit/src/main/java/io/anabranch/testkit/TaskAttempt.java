package io.anabranch.testkit;

/**
 * An attempt at a task.
 *
 * @param stage number of the stage, from 0
 * @param task number of the task in it, from 0
 */
public record TaskAttempt(int stage, int task) {}
