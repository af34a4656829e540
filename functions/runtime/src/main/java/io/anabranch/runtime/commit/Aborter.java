package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Plan;
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

/**
 * The end of an execution that failed: finds the error that it failed of. Nothing is removed: nothing of the run is visible, and what is
 * done need not be done again when the run is taken up.
 *
 * <p>Nothing that goes wrong here hides the failure of the run.
 */
public final class Aborter {
    private static final int MOST_FAILURES = 200;

    /** Errors of Step Functions itself begin with this. */
    private static final String MAP_ERRORS = "States.";

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
        AbortReport report = OriginalFailure.of(request);
        List<String> unknown = new ArrayList<>();
        try {
            PlanStore plans = new PlanStore(objects, run(request));
            Plan plan = plans.findPlan().orElse(null);
            if (plan == null) {
                return OriginalFailure.naming("plan", report);
            }
            if (isNotThisRun(request)) {
                return report;
            }
            try {
                report = explain(request, plans, unknown);
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                unknown.add("Cannot find out all about the failure: " + e.getMessage());
            }
            List<CommittedOutput> published = new Withdrawal(objects, plan, parallel).run();
            // What does not come to its plan has not looked whether it is this run.
            if (!published.isEmpty() && !request.isPlanning()) {
                String problem = "The commit failed after everything was published: " + report.cause();
                return new AbortReport(
                        report.error(),
                        report.cause(),
                        new CommitSummary(plan.run().id(), published, List.of(problem)));
            }
        } catch (RuntimeException | IOException | LinkageError | OutOfMemoryError e) {
            String why = String.valueOf(e.getMessage());
            unknown.add("Cannot find the run, or take back what it has completed"
                    + (report.cause().contains(why) ? ", for the same reason" : ": " + why));
        }
        unknown.forEach(problems);
        return OriginalFailure.besides(report, unknown);
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

    /** @param unknown is added to: what cannot be read hides nothing of what can */
    private AbortReport explain(AbortRequest request, PlanStore plans, List<String> unknown) {
        List<Step> steps = plans.steps();
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        // Only a Map does not say what it has failed of; the failures of tasks may be those of an execution before.
        if (last == null || !request.error().startsWith(MAP_ERRORS)) {
            String function =
                    request.isPlanning() || last == null ? "plan" : last.tasks() == null ? "commit" : "barrier";
            return OriginalFailure.naming(function, OriginalFailure.of(request));
        }
        ReceiptStore receipts = new ReceiptStore(objects, last.run());
        List<Integer> unfinished = new ArrayList<>();
        boolean known = true;
        try {
            if (last.tasks() != null) {
                unfinished.addAll(unfinished(plans.tasks(last.tasks()), receipts));
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            unknown.add("Cannot find out which tasks are not done: " + e.getMessage());
            known = false;
        }
        if (known && unfinished.isEmpty()) {
            // Another execution of the run is ahead: it has done what this one has failed of.
            List<Failure> all = steps.stream()
                    .map(Step::stage)
                    .distinct()
                    .flatMap(stage -> receipts.readableFailures(stage, MOST_FAILURES, unknown::add).stream())
                    .toList();
            return OriginalFailure.of(request, last, all, unfinished);
        }
        boolean all = !known;
        Set<Integer> numbers = new TreeSet<>(unfinished);
        int problemsBefore = unknown.size();
        List<Failure> failures = receipts.readableFailures(last.stage(), MOST_FAILURES, unknown::add).stream()
                .filter(failure -> all || numbers.contains(failure.task()))
                .toList();
        // Errors that cannot be read are not errors that were never written.
        boolean silent = failures.isEmpty() && unknown.size() == problemsBefore;
        return OriginalFailure.of(request, last, failures, silent ? unfinished : List.of());
    }

    /** Numbers of the tasks that have no receipt. */
    private List<Integer> unfinished(List<Task> tasks, ReceiptStore receipts) {
        List<Optional<Receipt>> found = receipts.findAll(tasks, parallel);
        List<Integer> unfinished = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (found.get(i).isEmpty()) {
                unfinished.add(tasks.get(i).number());
            }
        }
        return unfinished;
    }
}
