package io.anabranch.runtime.commit;

import org.jspecify.annotations.Nullable;

/**
 * What the execution ends with.
 *
 * @param error name of the error that it fails with
 * @param cause one line where there is one
 * @param committed what the run has made visible, if that is all of it: then it has not failed, whatever came after that; else null
 */
public record AbortReport(
        String error, String cause, @Nullable CommitSummary committed) {
    /** Of a run that has failed. */
    public AbortReport(String error, String cause) {
        this(error, cause, null);
    }
}
