package io.anabranch.runtime.commit;

import java.util.List;

/** What a run has made visible: the output of the execution. */
public record CommitSummary(String run, List<CommittedOutput> outputs) {}
