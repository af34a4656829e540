package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import io.anabranch.error.AnabranchException;
import io.anabranch.handlers.Platform;
import io.anabranch.runtime.run.OutcomeStore;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A run as its objects in S3 tell it.
 *
 * @param plan null if the run never had one
 */
record RunReport(@Nullable Plan plan, List<StageReport> stages) {
    private static final int MOST_FAILURES = 1000;

    RunReport {
        stages = List.copyOf(stages);
    }

    static RunReport of(S3Client s3, RunRef run) {
        try {
            return read(Platform.ofThisJvm(s3), run);
        } catch (AnabranchException e) {
            if (e.getCause() instanceof SdkException refusal) {
                throw Calls.refused(
                        "read the objects of run '" + run.id() + "'",
                        "s3:GetObject and s3:ListBucket",
                        run.resolve("") + "*",
                        refusal);
            }
            throw new UsageException(e.problem(), e);
        }
    }

    private static RunReport read(Platform platform, RunRef run) {
        RunObjects objects = new RunObjects(platform.store());
        PlanStore plans = new PlanStore(objects, run);
        Plan plan = plans.findPlan().orElse(null);
        List<StageReport> stages = new ArrayList<>();
        Optional<Step> step = plan == null ? Optional.empty() : plans.findStep(0, 0);
        while (step.isPresent() && step.get().tasks() != null) {
            stages.add(stage(objects, platform.parallel(), plans, step.get()));
            step = plans.findStep(step.get().stage() + 1, 0);
        }
        return new RunReport(plan, stages);
    }

    private static StageReport stage(RunObjects objects, Parallel parallel, PlanStore plans, Step first) {
        int stage = first.stage();
        int rounds = 1;
        while (plans.findStep(stage, rounds).isPresent()) {
            rounds++;
        }
        ReceiptStore receipts = new ReceiptStore(objects, plans.run());
        StageReceipts found = StageReceipts.load(plans, receipts, stage, rounds, parallel);
        StageOutcome outcome =
                new OutcomeStore(objects, plans.run()).find(stage).orElse(null);
        return new StageReport(
                stage,
                first.kind(),
                StageReport.receipts(found.counted()),
                found.missing().size(),
                receipts.failures(stage, MOST_FAILURES),
                outcome);
    }
}
