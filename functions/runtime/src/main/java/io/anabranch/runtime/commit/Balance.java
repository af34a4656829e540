package io.anabranch.runtime.commit;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageOutcome.WriteTotal;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.StageTask;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What a stage's receipts say now is what its barrier counted. Receipts that were lost or damaged since then would make a part of the
 * answer pass for all of it.
 */
final class Balance {
    private final StageOutcome outcome;
    private final StageReceipts receipts;

    Balance(StageOutcome outcome, StageReceipts receipts) {
        this.outcome = outcome;
        this.receipts = receipts;
    }

    /** @throws BugException naming the numbers that do not agree */
    void check() {
        if (!receipts.missing().isEmpty()) {
            throw failed(receipts.missing().size() + " tasks have no receipt any more, the first is task "
                    + receipts.missing().get(0));
        }
        require(
                "tasks that count",
                outcome.tasks().counted(),
                receipts.counted().size());
        require(
                "tasks that do not count",
                outcome.tasks().voided().tasks(),
                receipts.voided().size());
        for (StageTask task : receipts.counted()) {
            if (!task.receipt().task().equals(task.task().id())) {
                throw failed("the receipt of task " + task.task().number() + " is of another task");
            }
            if (!task.receipt().flow().balanced()) {
                throw failed("the records of task " + task.task().number() + " do not balance: "
                        + task.receipt().flow().equation());
            }
        }
        require(
                "refused records",
                outcome.flow().deadLettered(),
                sum(task -> task.receipt().flow().deadLettered()));
        require(
                "dead letters",
                outcome.flow().deadLettered(),
                sum(task -> task.receipt().output().deadLetters().stream()
                        .mapToLong(PartFile::records)
                        .sum()));
        checkWrites();
        checkCounters();
    }

    private void checkWrites() {
        long parts = 0;
        for (WriteTotal total : outcome.output().writes()) {
            require("parts", total.parts(), ofWrite(total.write(), part -> 1));
            require("records of parts", total.records(), ofWrite(total.write(), PartFile::records));
            require(
                    "bytes of parts",
                    total.bytes(),
                    ofWrite(total.write(), part -> part.upload().bytes()));
            parts += total.parts();
        }
        require(
                "parts of all outputs",
                parts,
                sum(task -> task.receipt().output().parts().size()));
    }

    private void checkCounters() {
        SortedMap<String, Long> counters = new TreeMap<>();
        for (StageTask task : receipts.counted()) {
            task.receipt().output().counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        }
        if (!counters.equals(outcome.counters())) {
            throw failed("its counters were " + outcome.counters() + ", its receipts have " + counters);
        }
    }

    private long ofWrite(int write, ToLongFunction<PartFile> number) {
        return sum(task -> task.receipt().output().parts().stream()
                .filter(part -> part.write() == write)
                .mapToLong(number)
                .sum());
    }

    private long sum(ToLongFunction<StageTask> number) {
        return receipts.counted().stream().mapToLong(number).sum();
    }

    private void require(String what, long counted, long found) {
        if (counted != found) {
            throw failed("its outcome counted " + counted + " " + what + ", its receipts have " + found);
        }
    }

    private BugException failed(String why) {
        return new BugException(
                "Cannot commit: stage " + outcome.stage() + " is not what it was when it ended, " + why
                        + ". Was the work folder changed? Start a new run",
                new Where(outcome.stage(), -1, null, null, -1));
    }
}
