package io.anabranch.runtime.commit;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Ending;
import io.anabranch.runtime.run.OutcomeStore;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.OpenUpload;
import io.anabranch.runtime.storage.Parallel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the output of a run visible, by the protocol of docs/formats/commit.md, whose steps it names. It may be interrupted anywhere
 * and repeated, and two executions of a run may do it at once.
 *
 * <p>A pipeline with several outputs completes all parts before it writes the first manifest; the manifests come one after the other.
 */
public final class Committer {
    private final RunObjects objects;
    private final ObjectStore store;
    private final Parallel parallel;
    private final Clock clock;

    public Committer(ObjectStore store, Parallel parallel, Clock clock) {
        this.objects = new RunObjects(store);
        this.store = store;
        this.parallel = parallel;
        this.clock = clock;
    }

    /**
     * Commits the run whose stages are all done.
     *
     * @throws InputException if another run has the output, or the run was given up
     * @throws BugException if the work folder is not what the run has written
     */
    public CommitSummary commit(Step step) {
        PlanStore plans = new PlanStore(objects, step.run());
        plans.requireOwn(step);
        Plan plan = plans.plan();
        List<StageOutcome> outcomes = new OutcomeStore(objects, step.run()).first(step.stage());
        List<StageTask> counted = balanced(plan, outcomes);
        SortedMap<String, Long> counters = counters(outcomes);
        List<Publication> outputs = plan.writes().stream()
                .map(write -> PendingOutput.of(write, counted))
                .map(output -> new Publication(store, plan, output, counters))
                .sorted(Comparator.comparing(output -> output.keys().folder().toString()))
                .toList();
        outputs.forEach(this::requireUploads);
        Ownership ownership = new Ownership(store, plan);
        own(ownership, outputs, plan.overwrite());
        decide(plan, ownership, outputs);
        for (Publication output : outputs) {
            if (!output.isPublished()) {
                complete(output);
            }
        }
        for (Publication output : outputs) {
            output.publish(clock.millis());
        }
        return new CommitSummary(
                plan.run().id(), outputs.stream().map(Publication::summary).toList(), tidied(ownership, outputs));
    }

    /** Step 6. The run is committed by now, so that what resists is told and fails nothing. */
    private static List<String> tidied(Ownership ownership, List<Publication> outputs) {
        List<String> problems = new ArrayList<>();
        for (Publication output : outputs) {
            List<Runnable> work =
                    List.of(output::removeReplaced, output::abortUploads, () -> ownership.release(output.keys()));
            for (Runnable each : work) {
                try {
                    each.run();
                } catch (AnabranchException e) {
                    problems.add(
                            "Cannot remove what is left in " + output.keys().folder() + ": " + e.getMessage());
                }
            }
        }
        return problems;
    }

    /** Step 1: the tasks that count, if they are what the stages counted. */
    private List<StageTask> balanced(Plan plan, List<StageOutcome> outcomes) {
        PlanStore plans = new PlanStore(objects, plan.run());
        ReceiptStore store = new ReceiptStore(objects, plan.run());
        List<StageTask> counted = new ArrayList<>();
        for (StageOutcome outcome : outcomes) {
            StageReceipts receipts = StageReceipts.load(
                    plans, store, outcome.stage(), outcome.tasks().rounds(), parallel);
            new Balance(outcome, receipts).check();
            counted.addAll(receipts.counted());
        }
        return counted;
    }

    /** The rest of step 1: whatever is to be completed is there, so that the run does not fail half-way. */
    private void requireUploads(Publication output) {
        if (output.isPublished()) {
            requireWhole(output);
            return;
        }
        Set<OpenUpload> open = new LinkedHashSet<>(output.leftovers().uploads(output.token()));
        List<PartFile> parts = output.files();
        parallel.map(parts.size(), i -> {
            MultipartUpload upload = parts.get(i).upload();
            if (!open.contains(upload.open())
                    && store.head(upload.target())
                            .filter(object -> store.uploads().became(upload, object))
                            .isEmpty()) {
                throw new GoneException(
                        "Cannot commit " + upload.target()
                                + ": its upload is gone. A lifecycle rule, another run or somebody else removed it."
                                + " Start a new run",
                        "CompleteMultipartUpload",
                        upload.target().toString(),
                        Where.UNKNOWN,
                        null);
            }
            return true;
        });
    }

    /** A run that is committed is reported again only as long as its output is what it was. */
    private void requireWhole(Publication output) {
        new PublishedFiles(store, parallel)
                .changed(output.keys(), output.published())
                .ifPresent(changed -> {
                    throw new InputException(
                            "Cannot report the output of the run again: " + changed
                                    + " is gone or has changed since it was committed. Choose another run id",
                            Where.UNKNOWN);
                });
    }

    /** Step 2. */
    private static void own(Ownership ownership, List<Publication> outputs, boolean replaces) {
        List<Publication> owned = new ArrayList<>();
        try {
            for (Publication output : outputs) {
                if (!output.isPublished()) {
                    owned.add(output);
                    ownership.take(output.keys());
                    output.findPredecessor();
                    if (replaces) {
                        output.findReplaced();
                    }
                }
            }
        } catch (InputException refused) {
            owned.forEach(output -> ownership.release(output.keys()));
            throw refused;
        }
    }

    /** Step 3. */
    private void decide(Plan plan, Ownership ownership, List<Publication> outputs) {
        SortedMap<String, String> replaces = new TreeMap<>();
        outputs.forEach(output -> output.predecessor().ifPresent(token -> replaces.put(output.folder(), token)));
        Ending ending = objects.create(new RunKeys(plan.run()).ending(), Ending.commit(plan, replaces), Ending.class);
        requireSamePredecessors(ending, ownership, outputs);
        if (ending.decision() == Ending.Decision.GIVEN_UP) {
            outputs.forEach(output -> ownership.release(output.keys()));
            throw new InputException(
                    "Cannot commit run " + plan.run().id() + ": it was given up. Start a new run", Where.UNKNOWN);
        }
    }

    /** What an output replaces does not change once the run is decided on, but by those who replace the run. */
    private static void requireSamePredecessors(Ending ending, Ownership ownership, List<Publication> outputs) {
        if (ending.decision() != Ending.Decision.COMMIT) {
            return;
        }
        for (Publication output : outputs) {
            String decided = ending.replaces().get(output.folder());
            if (!output.isPublished()
                    && !Objects.equals(decided, output.predecessor().orElse(null))) {
                outputs.forEach(each -> ownership.release(each.keys()));
                throw Ownership.replaced(output.keys());
            }
        }
    }

    /** Step 4. */
    private void complete(Publication output) {
        List<PartFile> files = output.files();
        List<ObjectRef> completed =
                parallel.map(files.size(), i -> complete(files.get(i).upload()));
        output.completed(completed);
    }

    private ObjectRef complete(MultipartUpload upload) {
        if (store.uploads().complete(upload, false).isEmpty()) {
            throw foreign(upload);
        }
        // Looked at once more: what the store holds now is what the manifest is going to name.
        return store.head(upload.target())
                .filter(object -> store.uploads().became(upload, object))
                .orElseThrow(() -> foreign(upload));
    }

    private static InputException foreign(MultipartUpload upload) {
        return new InputException(
                "Cannot commit " + upload.target()
                        + ": what is there is not what the run has uploaded. Remove it, and start a new run",
                Where.UNKNOWN);
    }

    private static SortedMap<String, Long> counters(List<StageOutcome> outcomes) {
        SortedMap<String, Long> counters = new TreeMap<>();
        for (StageOutcome outcome : outcomes) {
            outcome.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        }
        return counters;
    }
}
