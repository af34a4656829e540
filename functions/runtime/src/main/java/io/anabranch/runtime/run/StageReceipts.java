package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All tasks of a stage, with their receipts.
 *
 * @param counted tasks that count, in the order of their numbers
 * @param voided tasks that do not, because a later round has read their splits again
 * @param missing numbers of the last round's tasks that have no receipt
 */
public record StageReceipts(List<StageTask> counted, List<StageTask> voided, List<Integer> missing) {
    /** Reads what a stage has after {@code rounds} rounds. */
    public static StageReceipts load(PlanStore plans, ReceiptStore receipts, int stage, int rounds, Parallel parallel) {
        List<StageTask> counted = new ArrayList<>();
        List<StageTask> voided = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Task> tasks = plans.tasks(stage, round);
            voidWhatIsReadAgain(tasks, counted, voided);
            add(tasks, receipts, parallel, counted, missing);
        }
        return new StageReceipts(counted, voided, missing);
    }

    /** A task of which a split is read again does not count, with all that it wrote. */
    private static void voidWhatIsReadAgain(List<Task> later, List<StageTask> counted, List<StageTask> voided) {
        Set<SplitKey> again = new TreeSet<>();
        later.forEach(task -> task.splits().forEach(split -> again.add(SplitKey.of(split))));
        Predicate<StageTask> isVoid =
                task -> task.task().splits().stream().anyMatch(split -> again.contains(SplitKey.of(split)));
        counted.stream().filter(isVoid).forEach(voided::add);
        counted.removeIf(isVoid);
    }

    /** Numbers of all tasks are below this. */
    public int nextTask() {
        int next = 0;
        for (List<StageTask> tasks : List.of(counted, voided)) {
            for (StageTask task : tasks) {
                next = Math.max(next, task.task().number() + 1);
            }
        }
        return next;
    }

    private static void add(
            List<Task> tasks,
            ReceiptStore receipts,
            Parallel parallel,
            List<StageTask> counted,
            List<Integer> missing) {
        List<Optional<Receipt>> found = receipts.findAll(tasks, parallel);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            found.get(i)
                    .ifPresentOrElse(
                            receipt -> counted.add(new StageTask(task, receipt)), () -> missing.add(task.number()));
        }
    }
}
