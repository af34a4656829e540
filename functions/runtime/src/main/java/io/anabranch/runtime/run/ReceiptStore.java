package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The receipts of a run, and the failures of its attempts, in S3. */
public final class ReceiptStore {
    private final RunObjects objects;
    private final RunKeys keys;

    public ReceiptStore(RunObjects objects, RunRef run) {
        this.objects = objects;
        this.keys = new RunKeys(run);
    }

    /** The receipt of a task that has one: it need not be run again. */
    public Optional<Receipt> find(TaskRef task) {
        return objects.find(keys.receipt(task), Receipt.class);
    }

    /**
     * Writes a receipt unless the task has one, and returns the one it has. If that is of another attempt, this attempt has
     * lost: it removes what it uploaded.
     */
    public Receipt create(Receipt receipt) {
        return objects.create(keys.receipt(receipt.task()), receipt, Receipt.class);
    }

    /** The receipts of tasks, in the order of the tasks, a bounded number of requests at a time. */
    public List<Optional<Receipt>> findAll(List<Task> tasks, Parallel parallel) {
        return parallel.map(tasks.size(), i -> find(tasks.get(i).id()));
    }

    /** Says why an attempt failed. */
    public void record(Failure failure) {
        objects.put(keys.failure(failure.stage(), failure.task(), failure.attempt()), failure);
    }

    /** Failures of attempts of a stage, at most {@code most} of them. */
    public List<Failure> failures(int stage, int most) {
        List<Failure> failures = new ArrayList<>();
        for (ObjectRef object : objects.store().first(keys.failures(stage), most)) {
            objects.find(object.uri(), Failure.class).ifPresent(failures::add);
        }
        return failures;
    }

    /**
     * The same, of which what cannot be read is left out.
     *
     * @param problems is told what cannot, and why
     */
    public List<Failure> readableFailures(int stage, int most, Consumer<String> problems) {
        List<Failure> failures = new ArrayList<>();
        try {
            for (ObjectRef object : objects.store().first(keys.failures(stage), most)) {
                try {
                    objects.find(object.uri(), Failure.class).ifPresent(failures::add);
                } catch (RuntimeException e) {
                    problems.accept(String.valueOf(e.getMessage()));
                }
            }
        } catch (RuntimeException e) {
            problems.accept(String.valueOf(e.getMessage()));
        }
        return failures;
    }
}
