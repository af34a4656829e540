package io.anabranch.runtime.commit;

import java.util.List;

/**
 * What a run has made visible: the output of the execution.
 *
 * @param problems what should have been removed afterwards and could not be; harmless to whoever reads outputs by their manifests
 */
public record CommitSummary(String run, List<CommittedOutput> outputs, List<String> problems) {
    public CommitSummary {
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }
}
