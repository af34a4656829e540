package io.anabranch.embedded.run;

import io.anabranch.runtime.commit.CommitSummary;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param summary what was committed; null if it failed
 * @param error class name of the error; null if it succeeded
 * @param cause one line for people; null if it succeeded or there is none
 */
public record RunOutcome(
        String executionArn, @Nullable CommitSummary summary, @Nullable String error, @Nullable String cause) {
    public boolean committed() {
        return summary != null;
    }
}
