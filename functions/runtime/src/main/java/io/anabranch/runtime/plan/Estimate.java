package io.anabranch.runtime.plan;

import io.anabranch.runtime.run.Plan.PlannedRead;
import java.util.List;

/**
 * What a run would take in AWS, before anything runs. Tasks of stages over objects are counted; what later stages get is
 * guessed from {@link Estimator#SHUFFLED_SHARE}, since the barrier decides by the sizes that are really there.
 *
 * @param reads what was listed
 * @param stages in the order in which they run
 * @param transitions of the state machine and its children
 * @param gigabyteSeconds Lambda's measure
 * @param dollars in us-east-1, arm64
 */
public record Estimate(
        List<PlannedRead> reads,
        List<StageEstimate> stages,
        long puts,
        long gets,
        long transitions,
        double gigabyteSeconds,
        Dollars dollars) {
    public Estimate {
        reads = List.copyOf(reads);
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param exact whether the number of tasks is counted, not guessed
     * @param bytes read by all tasks together
     */
    public record StageEstimate(int stage, String kind, String sources, long tasks, boolean exact, long bytes) {}

    /** Where the money goes. */
    public record Dollars(double lambda, double stepFunctions, double s3) {
        public double total() {
            return lambda + stepFunctions + s3;
        }
    }
}
