package io.anabranch.embedded.run;

import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.CommittedOutput;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param summary what was committed; null if it failed
 * @param error class name of the error; null if it succeeded
 * @param cause one line for people; null if it succeeded or there is none
 */
public record RunOutcome(
        String executionArn,
        @Nullable CommitSummary summary,
        @Nullable String error,
        @Nullable String cause) {
    public boolean committed() {
        return summary != null;
    }

    /** The same with all texts for people changed. */
    RunOutcome mapTexts(UnaryOperator<String> change) {
        if (summary == null) {
            return new RunOutcome(executionArn, null, error, cause == null ? null : change.apply(cause));
        }
        List<CommittedOutput> outputs = summary.outputs().stream()
                .map(output -> new CommittedOutput(
                        change.apply(output.uri()),
                        change.apply(output.manifest()),
                        output.parts(),
                        output.records(),
                        output.bytes(),
                        output.refused()))
                .toList();
        return new RunOutcome(executionArn, new CommitSummary(summary.run(), outputs), error, cause);
    }
}
