package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The end of an execution that failed: finds the error that it failed of. Nothing is removed: nothing of the run is visible, and what is
 * done need not be done again when the run is taken up.
 *
 * <p>Nothing that goes wrong here hides the failure of the run.
 */
public final class Aborter {
    private static final int MOST_FAILURES = 200;

    /** A Map fails with this when a task has (Step Functions, "Map state"); what else it fails with says why. */
    private static final String TASK_FAILED = "States.ExceedToleratedFailureThreshold";

    private final RunObjects objects;
    private final S3Uri work;
    private final Parallel parallel;
    private final Consumer<String> problems;

    /** @param problems is told what could not be found out */
    public Aborter(ObjectStore store, S3Uri work, Parallel parallel, Consumer<String> problems) {
        this.objects = new RunObjects(store);
        this.work = work;
        this.parallel = parallel;
        this.problems = problems;
    }

    /** Says what the execution fails with, or that the run is committed all the same. */
    public AbortReport abort(AbortRequest request) {
        AbortReport report = OriginalFailure.of(request, List.of(), List.of());
        try {
            PlanStore plans = new PlanStore(objects, run(request));
            Plan plan = plans.findPlan().orElse(null);
            if (plan == null || isNotThisRun(request)) {
                return report;
            }
            List<Step> steps = plans.steps();
            report = explain(request, plans, steps);
            List<CommittedOutput> published = new Withdrawal(objects, plan, parallel).run();
            // What does not come to its plan has not looked whether it is this run.
            if (!published.isEmpty() && !request.isPlanning()) {
                String problem = "The commit failed after everything was published: " + report.cause();
                return new AbortReport(
                        report.error(),
                        report.cause(),
                        new CommitSummary(plan.run().id(), published, List.of(problem)));
            }
        } catch (RuntimeException | IOException e) {
            problems.accept(
                    "Cannot find out all about the failure, or take back what was completed: " + e.getMessage());
        }
        return report;
    }

    /** A start that was refused under a run's id is none of its executions, which may be at work. */
    private static boolean isNotThisRun(AbortRequest request) {
        return request.isPlanning() && request.error().equals(InputException.class.getName());
    }

    private RunRef run(AbortRequest request) throws IOException {
        return RunRef.of(
                work,
                RunJson.MAPPER.treeToValue(request.request(), PlanRequest.class).id());
    }

    private AbortReport explain(AbortRequest request, PlanStore plans, List<Step> steps) {
        // The failures of tasks may be those of an execution before.
        if (steps.isEmpty() || !request.error().equals(TASK_FAILED)) {
            return OriginalFailure.of(request, List.of(), List.of());
        }
        Step last = steps.get(steps.size() - 1);
        ReceiptStore receipts = new ReceiptStore(objects, last.run());
        List<Integer> unfinished = unfinished(tasks(last, plans), receipts);
        if (unfinished.isEmpty()) {
            // Another execution of the run is ahead: it has done what this one has failed of.
            List<Failure> all = steps.stream()
                    .map(Step::stage)
                    .distinct()
                    .flatMap(stage -> receipts.failures(stage, MOST_FAILURES).stream())
                    .toList();
            return OriginalFailure.of(request, all, unfinished);
        }
        Set<Integer> numbers = new TreeSet<>(unfinished);
        List<Failure> failures = receipts.failures(last.stage(), MOST_FAILURES).stream()
                .filter(failure -> numbers.contains(failure.task()))
                .toList();
        return OriginalFailure.of(request, failures, unfinished);
    }

    /** Nothing if the step has none, or if they are damaged: then the tasks say so that failed of it. */
    private static List<Task> tasks(Step step, PlanStore plans) {
        try {
            return step.tasks() == null ? List.of() : plans.tasks(step.tasks());
        } catch (InputException damaged) {
            return List.of();
        }
    }

    /** Numbers of the tasks that have no receipt. */
    private List<Integer> unfinished(List<Task> tasks, ReceiptStore receipts) {
        List<Boolean> done = parallel.map(tasks.size(), i -> isDone(tasks.get(i), receipts));
        List<Integer> unfinished = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (!done.get(i)) {
                unfinished.add(tasks.get(i).number());
            }
        }
        return unfinished;
    }

    /** A task whose receipt is damaged has failed of that, and has said so. */
    private static boolean isDone(Task task, ReceiptStore receipts) {
        try {
            return receipts.find(task.id()).isPresent();
        } catch (InputException damaged) {
            return false;
        }
    }
}
