package io.anabranch.runtime.run;

/** A task and its receipt. */
public record StageTask(TaskDescriptor task, Receipt receipt) {}
