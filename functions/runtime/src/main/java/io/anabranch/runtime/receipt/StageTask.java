package io.anabranch.runtime.receipt;

import io.anabranch.runtime.plan.TaskDescriptor;

/** A task and its receipt. */
public record StageTask(TaskDescriptor task, Receipt receipt) {}
