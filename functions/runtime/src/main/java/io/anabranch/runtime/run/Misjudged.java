package io.anabranch.runtime.run;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.SplitEvidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Finds the objects that were cut inside quotes. A split that does not start at byte 0 was read as if it started outside; the
 * parity of the quotes before it, known once all splits of the object are, says whether that was right.
 */
public final class Misjudged {
    private Misjudged() {}

    /** The objects against whose splits the evidence speaks, in order. */
    public static Set<String> objects(Collection<StageTask> tasks) {
        Map<String, List<SplitEvidence>> byObject = new LinkedHashMap<>();
        for (StageTask task : tasks) {
            for (SplitEvidence evidence : task.receipt().splits().evidence()) {
                byObject.computeIfAbsent(evidence.object(), object -> new ArrayList<>())
                        .add(evidence);
            }
        }
        Set<String> misjudged = new TreeSet<>();
        byObject.forEach((object, evidence) -> {
            if (misjudged(object, evidence)) {
                misjudged.add(object);
            }
        });
        return misjudged;
    }

    /** Whether a task read one of {@code objects}: then nothing that it wrote counts. */
    public static boolean touches(Task task, Set<String> objects) {
        return splits(task).stream()
                .anyMatch(split -> objects.contains(split.object().uri().toString()));
    }

    /**
     * Makes sure that splits whose starts were guessed say how that went.
     *
     * @param needsEvidence whether the format of a read has quotes
     * @throws BugException if one does not
     */
    public static void requireEvidence(Collection<StageTask> tasks, IntPredicate needsEvidence) {
        for (StageTask task : tasks) {
            for (TaskSplit split : splits(task.task())) {
                if (!split.whole() && needsEvidence.test(split.read()) && !hasEvidence(task.receipt(), split)) {
                    throw new BugException(
                            "Cannot trust a split: its receipt says nothing about the quotes in bytes " + split.start()
                                    + " to " + split.end(),
                            Where.task(
                                    task.task().stage(),
                                    task.task().number(),
                                    task.receipt().attempt()));
                }
            }
        }
    }

    private static List<TaskSplit> splits(Task task) {
        return task instanceof MapTask map ? map.splits() : List.of();
    }

    private static boolean hasEvidence(Receipt receipt, TaskSplit split) {
        String object = split.object().uri().toString();
        return receipt.splits().evidence().stream()
                .anyMatch(
                        one -> one.object().equals(object) && one.start() == split.start() && one.end() == split.end());
    }

    private static boolean misjudged(String object, List<SplitEvidence> unordered) {
        List<SplitEvidence> evidence = new ArrayList<>(unordered);
        evidence.sort(Comparator.comparingLong(SplitEvidence::start).thenComparingLong(SplitEvidence::end));
        boolean inside = false;
        SplitEvidence before = null;
        for (SplitEvidence split : evidence) {
            if (split.suspect()) {
                return true;
            }
            if (before != null && before.start() == split.start() && before.end() == split.end()) {
                // The flow reads the object twice. Two dialects may disagree about what a quote is; then it is read
                // whole.
                if (before.oddQuotes() != split.oddQuotes()) {
                    return true;
                }
                continue;
            }
            if (before != null && before.end() != split.start()) {
                throw new BugException(
                        "Cannot trust the splits: one ends at byte " + before.end() + " and the next starts at byte "
                                + split.start(),
                        Where.in(object));
            }
            if (inside && split.start() > 0) {
                return true;
            }
            inside ^= split.oddQuotes();
            before = split;
        }
        return false;
    }
}
