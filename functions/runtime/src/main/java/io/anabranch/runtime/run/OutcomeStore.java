package io.anabranch.runtime.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The totals of finished stages, in S3. */
public final class OutcomeStore {
    private final RunObjects objects;
    private final RunKeys keys;

    public OutcomeStore(RunObjects objects, RunRef run) {
        this.objects = objects;
        this.keys = new RunKeys(run);
    }

    public Optional<StageOutcome> find(int stage) {
        return objects.find(keys.outcome(stage), StageOutcome.class);
    }

    /** The totals of stages 0 to {@code stages - 1}. */
    public List<StageOutcome> first(int stages) {
        List<StageOutcome> outcomes = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            outcomes.add(objects.get(keys.outcome(stage), StageOutcome.class));
        }
        return outcomes;
    }

    /** Writes the totals unless they are there: they are a function of the receipts. */
    public StageOutcome create(StageOutcome outcome) {
        return objects.createSame(keys.outcome(outcome.stage()), outcome);
    }
}
