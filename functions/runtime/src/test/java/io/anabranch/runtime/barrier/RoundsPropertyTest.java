package io.anabranch.runtime.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.format.Csv;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.Evidence;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.SplitKey;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.split.MapTasks;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundsPropertyTest {
    private static final RunRef RUN = new RunRef("work", "runs/r", "r");

    private static final SplitJudge QUOTES =
            Formats.of(Csv.records(Row.class)).judge().orElseThrow();

    record Row(String only) {}

    @Test
    void afterASecondRoundEveryByteIsReadOnceAndWhatIsReadAgainStartsWhereItIsCertain() {
        int rounds = 0;
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Limits limits = new Limits(random.nextLong(20, 200), random.nextLong(0, 20), 1, 0, 0, 0, 1);
            List<Listed> listing = listing(random);
            List<StageTask> tasks = MapTasks.of(RUN, 0, listing, limits, StageContext.FIRST).stream()
                    .map(task -> new StageTask(task, receipt(task, random)))
                    .toList();
            Judgement judgement = Judgement.of(tasks, read -> QUOTES);
            if (judgement.misjudged().isEmpty()) {
                continue;
            }
            rounds++;
            List<MapTask> round = Rounds.replan(tasks, judgement, limits);

            List<TaskSplit> splits = new ArrayList<>();
            Set<SplitKey> again = new HashSet<>();
            tasks.stream()
                    .filter(task -> !judgement.voids(task.task()))
                    .forEach(task -> splits.addAll(task.task().splits()));
            for (MapTask task : round) {
                assertThat(task.number()).isGreaterThanOrEqualTo(tasks.size());
                assertThat(task.id().round()).isEqualTo(1);
                for (TaskSplit split : task.splits()) {
                    assertThat(split.known()).as("seed %d", seed).isEqualTo(judgement.start(split));
                    again.add(SplitKey.of(split));
                    splits.add(split);
                }
            }
            assertCovered(seed, listing, splits);
            assertThat(again).as("seed %d", seed).containsAll(judgement.misjudged());
            assertThat(round.stream().map(MapTask::number)).doesNotHaveDuplicates();
        }
        assertThat(rounds).isGreaterThan(100);
    }

    private static void assertCovered(long seed, List<Listed> listing, List<TaskSplit> splits) {
        Map<String, Long> covered = new HashMap<>();
        splits.sort(
                Comparator.comparing((TaskSplit split) -> split.object().uri().toString())
                        .thenComparingLong(TaskSplit::start));
        for (TaskSplit split : splits) {
            String object = split.object().uri().toString();
            assertThat(split.start()).as("seed %d", seed).isEqualTo(covered.getOrDefault(object, 0L));
            covered.put(object, split.end());
        }
        for (Listed listed : listing) {
            assertThat(covered.getOrDefault(listed.object().uri().toString(), 0L))
                    .as("seed %d", seed)
                    .isEqualTo(listed.object().size());
        }
    }

    private static List<Listed> listing(SplittableRandom random) {
        List<Listed> listing = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long size = random.nextBoolean() ? random.nextLong(0, 30) : random.nextLong(0, 900);
            listing.add(new Listed(0, new ObjectRef(new S3Uri("in", "k" + i), "\"e\"", size), true, -1));
        }
        return listing;
    }

    private static Receipt receipt(MapTask task, SplittableRandom random) {
        List<Evidence> evidence = task.splits().stream()
                .map(split -> new Evidence(
                        split.read(),
                        split.object().uri().toString(),
                        new SplitEvidence(
                                split.start(),
                                split.end(),
                                false,
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("inside", false)
                                        .put("oddQuotes", random.nextInt(5) == 0))))
                .toList();
        return new Receipt(
                task.id(),
                "a",
                "f",
                FlowCounts.NONE,
                new SplitsRead(task.splitBytes(), evidence),
                TaskOutput.NONE,
                new Timings(0, 0, 0, 0));
    }
}
