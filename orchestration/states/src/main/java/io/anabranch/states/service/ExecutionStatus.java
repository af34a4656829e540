package io.anabranch.states.service;

import io.anabranch.states.Outcome;
import org.jspecify.annotations.Nullable;

/** The status of an execution or, without PENDING_REDRIVE, of a map run. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED,
    PENDING_REDRIVE;

    /** @param status null for what still runs */
    static ExecutionStatus of(Outcome.@Nullable Status status) {
        return status == null ? RUNNING : valueOf(status.name());
    }
}
