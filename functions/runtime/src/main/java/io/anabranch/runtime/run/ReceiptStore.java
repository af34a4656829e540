package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Failures;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

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
        objects.put(keys.failure(failure.stage(), failure.task(), failure.attempt()), RunJson.bytes(failure));
    }

    /** Failures of attempts of a stage, at most {@code most} of them. */
    public List<Failure> failures(int stage, int most) {
        S3Uri prefix = keys.failures(stage);
        List<Failure> failures = new ArrayList<>();
        try {
            List<S3Object> found = objects.s3()
                    .listObjectsV2(
                            r -> r.bucket(prefix.bucket()).prefix(prefix.key()).maxKeys(most))
                    .contents();
            for (S3Object object : found) {
                objects.find(new S3Uri(prefix.bucket(), object.key()), Failure.class)
                        .ifPresent(failures::add);
            }
        } catch (SdkException e) {
            throw S3Failures.reading(prefix, e);
        }
        return failures;
    }
}
