package io.anabranch.runtime.task;

import io.anabranch.error.AnabranchException;

/**
 * The record at hand cannot be processed, by a function of the user's or by the format that it is to be written in. Nothing else can be dead-lettered:
 * a failure that is not the record's, such as a full disk, fails the task.
 */
final class RefusedRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient AnabranchException failure;

    RefusedRecord(AnabranchException failure) {
        super(failure.getMessage(), failure, false, false);
        this.failure = failure;
    }

    /** What the task fails with, if records may not be refused. */
    AnabranchException failure() {
        return failure;
    }
}
