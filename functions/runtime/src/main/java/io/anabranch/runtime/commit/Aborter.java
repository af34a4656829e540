package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Claims;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Plan.PlannedWrite;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run that failed: finds the error that it failed of, and removes what nobody will complete.
 *
 * <p>What tasks shuffled stays, with their receipts, so that the run can be started again under its id and goes on from there. A
 * receipt that names uploads goes, before its uploads do: its task has to be run again.
 *
 * <p>Nothing that goes wrong here hides the failure of the run.
 */
public final class Aborter {
    private static final int MOST_FAILURES = 200;

    private final RunObjects objects;
    private final OpenUploads uploads;
    private final S3Uri work;
    private final Parallel parallel;
    private final Consumer<String> problems;

    /** @param problems is told what could not be found out or removed */
    public Aborter(ObjectStore store, S3Uri work, Parallel parallel, Consumer<String> problems) {
        this.objects = new RunObjects(store);
        this.uploads = new OpenUploads(store);
        this.work = work;
        this.parallel = parallel;
        this.problems = problems;
    }

    /** Cleans up, and says what the execution fails with. */
    public AbortReport abort(AbortRequest request) {
        AbortReport report = OriginalFailure.of(request, List.of(), List.of());
        try {
            PlanStore plans = new PlanStore(objects, run(request));
            Plan plan = plans.findPlan().orElse(null);
            if (plan == null || isCommitted(plan)) {
                return report;
            }
            List<Step> steps = steps(plans);
            report = explain(request, plans, steps);
            new Rollback(objects, uploads, plans, parallel, problems).run(steps);
            OrphanedUploads orphans = new OrphanedUploads(objects.store(), new Claims(objects, plan.run()));
            for (PlannedWrite write : plan.writes()) {
                orphans.remove(new OutputKeys(write.uri()));
            }
        } catch (RuntimeException | IOException e) {
            problems.accept("Cannot clean up after the run: " + e.getMessage());
        }
        return report;
    }

    private RunRef run(AbortRequest request) throws IOException {
        return RunRef.of(
                work,
                RunJson.MAPPER.treeToValue(request.request(), PlanRequest.class).id());
    }

    /** A run whose manifest is there has output, whatever was answered to whom. */
    private boolean isCommitted(Plan plan) {
        for (PlannedWrite write : plan.writes()) {
            S3Uri manifest = new OutputKeys(write.uri()).manifest();
            if (objects.find(manifest, Manifest.class)
                    .filter(there -> there.run().equals(plan.run().id()))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private AbortReport explain(AbortRequest request, PlanStore plans, List<Step> steps) {
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (last == null || last.tasks() == null) {
            return OriginalFailure.of(request, List.of(), List.of());
        }
        ReceiptStore receipts = new ReceiptStore(objects, last.run());
        List<Task> tasks = plans.tasks(last.stage(), last.round());
        List<Optional<Receipt>> found = receipts.findAll(tasks, parallel);
        List<Integer> unfinished = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (found.get(i).isEmpty()) {
                unfinished.add(tasks.get(i).number());
            }
        }
        Set<Integer> numbers = new TreeSet<>(unfinished);
        List<Failure> failures = receipts.failures(last.stage(), MOST_FAILURES).stream()
                .filter(failure -> numbers.contains(failure.task()))
                .toList();
        return OriginalFailure.of(request, failures, unfinished);
    }

    /** The steps that the run came to, in order. */
    private static List<Step> steps(PlanStore plans) {
        List<Step> steps = new ArrayList<>();
        @Nullable Step next = plans.findStep(0, 0).orElse(null);
        while (next != null) {
            steps.add(next);
            Step round = plans.findStep(next.stage(), next.round() + 1).orElse(null);
            next = round != null ? round : plans.findStep(next.stage() + 1, 0).orElse(null);
        }
        return steps;
    }
}
