package io.anabranch.handlers;

/**
 * What a task function answers. The state machine does not keep it.
 *
 * @param attempt id of the attempt that won
 */
record TaskAnswer(int stage, int task, String attempt) {}
