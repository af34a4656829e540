package io.anabranch.runtime.run;

/** A task and its receipt. */
public record StageTask(Task task, Receipt receipt) {}
