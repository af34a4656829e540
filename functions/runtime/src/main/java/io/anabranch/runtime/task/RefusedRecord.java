package io.anabranch.runtime.task;

import io.anabranch.error.AnabranchException;

/**
 * The record at hand cannot be processed, by a function of the user's or by the format that it is to be written in. Nothing else can be dead-lettered:
 * a failure that is not the record's, such as a full disk, fails the task.
 */
final class RefusedRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient AnabranchException failure;
    private final boolean repeated;

    /** @param repeated whether another stage refuses the record in the same step, and has its dead letter */
    RefusedRecord(AnabranchException failure, boolean repeated) {
        super(failure.getMessage(), failure, false, false);
        this.failure = failure;
        this.repeated = repeated;
    }

    boolean isRepeated() {
        return repeated;
    }

    /** What the task fails with, if records may not be refused. */
    AnabranchException failure() {
        return failure;
    }
}
