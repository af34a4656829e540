package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Claims;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.OutcomeStore;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the output of a run visible: completes its uploads, then writes the manifest of each output. It may be interrupted
 * anywhere and repeated; once a manifest of this run is there, that output is done.
 *
 * <p>A pipeline with several outputs completes all parts before it writes the first manifest; the manifests come one after the other.
 */
public final class Committer {
    private final RunObjects objects;
    private final OpenUploads uploads;
    private final Parallel parallel;
    private final Clock clock;

    public Committer(ObjectStore store, Parallel parallel, Clock clock) {
        this.objects = new RunObjects(store);
        this.uploads = new OpenUploads(store);
        this.parallel = parallel;
        this.clock = clock;
    }

    /**
     * Commits the run whose stages are all done.
     *
     * @throws InputException if another run's output has come in between
     */
    public CommitSummary commit(Step step) {
        Plan plan = new PlanStore(objects, step.run()).plan();
        List<StageOutcome> outcomes = new OutcomeStore(objects, step.run()).first(step.stage());
        List<StageTask> counted = new ArrayList<>();
        List<StageTask> voided = new ArrayList<>();
        for (StageOutcome outcome : outcomes) {
            if (!outcome.output().writes().isEmpty()
                    || outcome.flow().deadLettered() > 0
                    || outcome.tasks().voided() > 0) {
                load(plan, outcome, counted, voided);
            }
        }
        List<PendingOutput> outputs = plan.writes().stream()
                .map(write -> PendingOutput.of(write, counted))
                .toList();
        for (PendingOutput output : outputs) {
            complete(plan, output);
        }
        discard(voided);
        List<CommittedOutput> committed = new ArrayList<>();
        for (PendingOutput output : outputs) {
            committed.add(publish(plan, output, counters(outcomes)));
        }
        Claims claims = new Claims(objects, plan.run());
        outputs.forEach(output -> claims.release(output.keys().folder()));
        return new CommitSummary(plan.run().id(), committed);
    }

    private void load(Plan plan, StageOutcome outcome, List<StageTask> counted, List<StageTask> voided) {
        StageReceipts receipts = StageReceipts.load(
                new PlanStore(objects, plan.run()),
                new ReceiptStore(objects, plan.run()),
                outcome.stage(),
                outcome.tasks().rounds(),
                parallel);
        counted.addAll(receipts.counted());
        voided.addAll(receipts.voided());
    }

    private void complete(Plan plan, PendingOutput output) {
        if (isDone(plan, output)) {
            return;
        }
        if (plan.overwrite()) {
            new Replacement(objects, uploads, parallel)
                    .makeRoom(output, plan.run().id());
        }
        List<PartFile> parts = output.all();
        parallel.map(parts.size(), i -> {
            uploads.complete(parts.get(i).upload(), plan.overwrite());
            return true;
        });
    }

    private CommittedOutput publish(Plan plan, PendingOutput output, SortedMap<String, Long> counters) {
        S3Uri uri = output.keys().manifest();
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                plan.run().id(),
                plan.program(),
                output.parts().stream().map(Committer::committed).toList(),
                output.deadLetters().stream().map(Committer::committed).toList(),
                new Manifest.Sums(output.records(), output.bytes(), output.refused()),
                counters,
                clock.millis());
        if (!objects.putIfAbsent(uri, RunJson.bytes(manifest)) && !isDone(plan, output)) {
            throw taken(output, "another");
        }
        if (plan.overwrite()) {
            new Replacement(objects, uploads, parallel).done(output);
        }
        return new CommittedOutput(
                output.keys().folder().toString(),
                uri.toString(),
                output.parts().size(),
                output.records(),
                output.bytes(),
                output.refused());
    }

    /** Whether this run's manifest is there. Another's is an error, unless it may be replaced. */
    private boolean isDone(Plan plan, PendingOutput output) {
        Optional<Manifest> there = objects.find(output.keys().manifest(), Manifest.class);
        if (there.isEmpty()) {
            return false;
        }
        boolean own = there.get().run().equals(plan.run().id());
        if (!own && !plan.overwrite()) {
            throw taken(output, there.get().run());
        }
        return own;
    }

    private static InputException taken(PendingOutput output, String run) {
        return new InputException(
                "Cannot commit to " + output.keys().folder() + ": it has become the output of run " + run
                        + " in the meantime. Choose another output, or use --overwrite",
                Where.UNKNOWN);
    }

    private void discard(List<StageTask> voided) {
        List<PartFile> parts = voided.stream()
                .flatMap(task -> task.receipt().output().files().stream())
                .toList();
        parallel.map(parts.size(), i -> {
            uploads.discard(parts.get(i).upload());
            return true;
        });
    }

    private static CommittedPart committed(PartFile part) {
        return new CommittedPart(
                part.upload().target().key(),
                part.upload().bytes(),
                part.records(),
                part.upload().crc32c());
    }

    private static SortedMap<String, Long> counters(List<StageOutcome> outcomes) {
        SortedMap<String, Long> counters = new TreeMap<>();
        for (StageOutcome outcome : outcomes) {
            outcome.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        }
        return counters;
    }
}
