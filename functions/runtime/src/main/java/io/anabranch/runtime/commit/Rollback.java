package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a run back to the first stage that has uploads, as if none of its tasks with uploads had been run.
 *
 * <p>Order matters, since this may be interrupted: first the later steps go, the last one first, so that a run that is started again
 * begins at a step whose objects are all there; then receipts; then uploads.
 */
final class Rollback {
    private final RunObjects objects;
    private final OpenUploads uploads;
    private final PlanStore plans;
    private final Parallel parallel;
    private final Consumer<String> problems;

    Rollback(RunObjects objects, OpenUploads uploads, PlanStore plans, Parallel parallel, Consumer<String> problems) {
        this.objects = objects;
        this.uploads = uploads;
        this.plans = plans;
        this.parallel = parallel;
        this.problems = problems;
    }

    void run(List<Step> steps) {
        List<Receipt> uploading = new ArrayList<>();
        int first = Integer.MAX_VALUE;
        for (Step step : steps) {
            if (step.tasks() != null) {
                List<Receipt> found = uploading(step);
                if (!found.isEmpty()) {
                    first = Math.min(first, step.stage());
                }
                uploading.addAll(found);
            }
        }
        if (uploading.isEmpty()) {
            return;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.stage() > first || (step.stage() == first && step.round() > 0)) {
                removeStep(step, first);
            }
        }
        RunKeys keys = new RunKeys(plans.run());
        tolerantly(List.of(keys.outcome(first)), uploads::delete);
        tolerantly(
                uploading.stream().map(receipt -> keys.receipt(receipt.task())).toList(), uploads::delete);
        tolerantly(
                uploading.stream()
                        .flatMap(receipt -> receipt.output().files().stream())
                        .map(PartFile::upload)
                        .toList(),
                uploads::discard);
    }

    private List<Receipt> uploading(Step step) {
        List<Task> tasks = plans.tasks(step.stage(), step.round());
        return new ReceiptStore(objects, step.run())
                .findAll(tasks, parallel).stream()
                        .flatMap(Optional::stream)
                        .filter(receipt -> !receipt.output().files().isEmpty())
                        .toList();
    }

    /** Removes what a step consists of. What was shuffled is under keys of its attempts and does no harm. */
    private void removeStep(Step step, int first) {
        RunKeys keys = new RunKeys(step.run());
        uploads.delete(keys.step(step.stage(), step.round()));
        S3Uri below = step.run()
                .resolve(
                        step.stage() == first
                                ? "stage-" + step.stage() + "/round-" + step.round() + "/"
                                : "stage-" + step.stage() + "/");
        List<S3Uri> control = objects.store().list(below).stream()
                .map(ObjectRef::uri)
                .filter(uri -> !uri.key().endsWith(".shuffle") && !uri.key().contains("/failures/"))
                .toList();
        tolerantly(control, uploads::delete);
    }

    /** Does what can be done: one object that resists does not keep the others. */
    private <T> void tolerantly(List<T> all, Consumer<T> action) {
        parallel.map(all.size(), i -> {
            try {
                action.accept(all.get(i));
                return true;
            } catch (RuntimeException e) {
                problems.accept("Cannot remove what the run left behind: " + e.getMessage());
                return false;
            }
        });
    }
}
