package io.anabranch.cli.remote;

import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.StepKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage did, or has done so far.
 *
 * @param receipts of the tasks that are done and count
 * @param unfinished tasks that have no receipt
 * @param failures attempts that said why they failed
 * @param outcome null until the barrier has closed the stage
 */
record StageReport(
        int stage,
        StepKind kind,
        List<Receipt> receipts,
        int unfinished,
        List<Failure> failures,
        @Nullable StageOutcome outcome) {
    StageReport {
        receipts = List.copyOf(receipts);
        failures = List.copyOf(failures);
    }

    static List<Receipt> receipts(List<StageTask> tasks) {
        return tasks.stream().map(StageTask::receipt).toList();
    }

    int tasks() {
        return receipts.size() + unfinished;
    }

    long recordsIn() {
        return receipts.stream()
                .mapToLong(receipt -> receipt.flow().recordsRead())
                .sum();
    }

    long recordsOut() {
        return receipts.stream()
                .mapToLong(receipt -> receipt.flow().recordsWritten())
                .sum();
    }

    /** Input read: bytes of splits, or of shuffled objects, which only the barrier knows; then -1 before it. */
    long bytesIn() {
        if (outcome != null) {
            return outcome.flow().bytes();
        }
        return kind == StepKind.MAP
                ? receipts.stream()
                        .mapToLong(receipt -> receipt.splits().bytes())
                        .sum()
                : -1;
    }

    /** From the first begin to the last end of an attempt that counts. */
    long wallMillis() {
        long began = receipts.stream()
                .mapToLong(receipt -> receipt.timings().startedEpochMillis())
                .min()
                .orElse(0);
        long ended = receipts.stream()
                .mapToLong(receipt -> receipt.timings().startedEpochMillis()
                        + receipt.timings().millis())
                .max()
                .orElse(0);
        return ended - began;
    }

    long taskMillis() {
        return receipts.stream()
                .mapToLong(receipt -> receipt.timings().millis())
                .sum();
    }

    long spilledBytes() {
        return receipts.stream()
                .mapToLong(receipt -> receipt.timings().spilledBytes())
                .sum();
    }

    /** Records of the largest task over the mean; 1 where there is nothing to compare. */
    double skew() {
        long most = receipts.stream()
                .mapToLong(receipt -> receipt.flow().recordsRead())
                .max()
                .orElse(0);
        return most == 0 ? 1 : (double) most * receipts.size() / recordsIn();
    }
}
