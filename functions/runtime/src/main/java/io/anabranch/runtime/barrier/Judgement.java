package io.anabranch.runtime.barrier;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.SplitVerdict;
import io.anabranch.runtime.run.Receipt.Evidence;
import io.anabranch.runtime.run.SplitKey;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence of a stage's splits amounts to: which were read from a start that was guessed wrong, and what is certain about it now. The
 * judges are the formats'; that there is evidence of every split and no gap between them is seen to here.
 */
final class Judgement {
    private final SortedMap<SplitKey, SplitVerdict> verdicts = new TreeMap<>();

    private Judgement() {}

    /**
     * Judges all splits of a stage.
     *
     * @param judges the judge of a read's format, by the read's index; null if it guesses nothing
     * @throws BugException if a split gives no evidence, or if the splits of an object leave a gap
     */
    static Judgement of(Collection<StageTask> tasks, IntFunction<@Nullable SplitJudge> judges) {
        SortedMap<Integer, SortedMap<String, List<SplitEvidence>>> evidence = new TreeMap<>();
        for (StageTask task : tasks) {
            for (TaskSplit split : task.task().splits()) {
                if (judges.apply(split.read()) != null) {
                    evidence.computeIfAbsent(split.read(), read -> new TreeMap<>())
                            .computeIfAbsent(split.object().uri().toString(), object -> new ArrayList<>())
                            .add(evidence(task, split));
                }
            }
        }
        Judgement judgement = new Judgement();
        evidence.forEach((read, objects) -> {
            SplitJudge judge = Objects.requireNonNull(judges.apply(read));
            objects.forEach((object, splits) -> passes(object, splits)
                    .forEach(pass -> judgement.add(read, object, pass, judged(judge, object, pass))));
        });
        return judgement;
    }

    private static List<SplitVerdict> judged(SplitJudge judge, String object, List<SplitEvidence> splits) {
        try {
            return judge.judge(splits);
        } catch (AnabranchException e) {
            throw e.within(Where.in(object));
        }
    }

    private static SplitEvidence evidence(StageTask task, TaskSplit split) {
        String object = split.object().uri().toString();
        SplitEvidence found = null;
        for (Evidence evidence : task.receipt().splits().evidence()) {
            SplitEvidence says = evidence.split();
            if (evidence.read() == split.read()
                    && evidence.object().equals(object)
                    && says.start() == split.start()
                    && says.end() == split.end()
                    && (found == null || says.abandoned())) {
                found = says;
            }
        }
        if (found != null) {
            return found;
        }
        throw new BugException(
                "Cannot trust a split: its receipt gives no evidence about bytes " + split.start() + " to "
                        + split.end() + " of " + object,
                Where.task(
                        task.task().stage(),
                        task.task().number(),
                        task.receipt().attempt()));
    }

    /** The splits of an object in order; several times over, if a read names the object several times. */
    private static List<List<SplitEvidence>> passes(String object, List<SplitEvidence> unordered) {
        List<SplitEvidence> splits = new ArrayList<>(unordered);
        splits.sort(Comparator.comparingLong(SplitEvidence::start).thenComparingLong(SplitEvidence::end));
        List<List<SplitEvidence>> passes = new ArrayList<>();
        int pass = 0;
        SplitEvidence before = null;
        for (SplitEvidence split : splits) {
            boolean again = before != null && before.start() == split.start() && before.end() == split.end();
            pass = again ? pass + 1 : 0;
            if (pass == passes.size()) {
                passes.add(new ArrayList<>());
            }
            passes.get(pass).add(split);
            before = split;
        }
        passes.forEach(each -> requireNoGap(object, each));
        return passes;
    }

    private static void requireNoGap(String object, List<SplitEvidence> splits) {
        long end = 0;
        for (SplitEvidence split : splits) {
            if (split.start() != end) {
                throw new BugException(
                        "Cannot trust the splits: one ends at byte " + end + " and the next starts at byte "
                                + split.start(),
                        Where.in(object));
            }
            end = split.end();
        }
    }

    private void add(int read, String object, List<SplitEvidence> splits, List<SplitVerdict> judged) {
        for (int i = 0; i < splits.size(); i++) {
            SplitEvidence split = splits.get(i);
            SplitVerdict verdict = judged.get(i);
            if (split.abandoned() && verdict.trusted()) {
                throw new BugException(
                        "Cannot trust a judge: it trusts bytes " + split.start() + " to " + split.end()
                                + ", which were not read to their end",
                        Where.in(object));
            }
            verdicts.merge(
                    new SplitKey(read, object, split.start(), split.end()),
                    verdict,
                    (one, other) -> one.trusted() ? other : one);
        }
    }

    /** The splits that have to be read again, in order. */
    List<SplitKey> misjudged() {
        return verdicts.entrySet().stream()
                .filter(verdict -> !verdict.getValue().trusted())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a task read a misjudged split: then nothing that it wrote counts. */
    boolean voids(Task task) {
        return task.splits().stream().anyMatch(split -> {
            SplitVerdict verdict = verdicts.get(SplitKey.of(split));
            return verdict != null && !verdict.trusted();
        });
    }

    /** What is certain about the start of a split; null if nobody had to guess it. */
    @Nullable
    JsonNode start(TaskSplit split) {
        SplitVerdict verdict = verdicts.get(SplitKey.of(split));
        return verdict == null ? null : verdict.start();
    }
}
