package io.anabranch.states.service;

/** The status of an execution or, without PENDING_REDRIVE, of a map run. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED,
    PENDING_REDRIVE
}
