package io.anabranch.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.BugException;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MisjudgedTest {
    @Test
    void aSplitIsMisjudgedExactlyIfAnOddNumberOfQuotesIsBeforeIt() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int pieces = random.nextInt(1, 6);
            List<StageTask> tasks = new ArrayList<>();
            boolean inside = false;
            boolean wrong = false;
            for (int i = 0; i < pieces; i++) {
                boolean odd = random.nextInt(3) == 0;
                wrong |= inside;
                tasks.add(task(i, split("a", i * 10L, i * 10L + 10, pieces * 10L), odd, false));
                inside ^= odd;
            }
            tasks.add(task(99, split("b", 0, 5, 5), random.nextBoolean(), false));
            java.util.Collections.shuffle(tasks, new java.util.Random(seed));
            assertThat(Misjudged.objects(tasks))
                    .as("seed %d", seed)
                    .isEqualTo(wrong ? java.util.Set.of("s3://in/a") : java.util.Set.of());
        }
    }

    @Test
    void aSplitThatCouldNotBeReadIsReadAgainWhole() {
        List<StageTask> tasks =
                List.of(task(0, split("a", 0, 10, 20), false, false), task(1, split("a", 10, 20, 20), false, true));
        assertThat(Misjudged.objects(tasks)).containsExactly("s3://in/a");
    }

    @Test
    void twoReadsOfAnObjectThatDisagreeAboutQuotesAreNotTrusted() {
        List<StageTask> tasks = List.of(
                task(0, split("a", 0, 10, 20), false, false),
                task(1, split("a", 10, 20, 20), true, false),
                task(2, split("a", 10, 20, 20), false, false));
        assertThat(Misjudged.objects(tasks)).containsExactly("s3://in/a");
    }

    @Test
    void aHoleBetweenSplitsIsABug() {
        List<StageTask> tasks =
                List.of(task(0, split("a", 0, 10, 30), false, false), task(1, split("a", 20, 30, 30), false, false));
        assertThatThrownBy(() -> Misjudged.objects(tasks))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("one ends at byte 10 and the next starts at byte 20");
    }

    @Test
    void aSplitThatSaysNothingAboutItsStartIsABug() {
        StageTask silent = new StageTask(descriptor(3, split("a", 0, 10, 30)), receipt(3, List.of()));
        assertThatThrownBy(() -> Misjudged.requireEvidence(List.of(silent), read -> true))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("task 3");
        Misjudged.requireEvidence(List.of(silent), read -> false);
        StageTask whole = new StageTask(descriptor(3, split("a", 0, 30, 30)), receipt(3, List.of()));
        Misjudged.requireEvidence(List.of(whole), read -> true);
    }

    private static TaskSplit split(String key, long start, long end, long size) {
        return new TaskSplit(0, -1, new ObjectRef(new S3Uri("in", key), "\"e\"", size), start, end);
    }

    private static StageTask task(int number, TaskSplit split, boolean odd, boolean suspect) {
        SplitEvidence evidence =
                new SplitEvidence(split.object().uri().toString(), split.start(), split.end(), odd, suspect);
        return new StageTask(descriptor(number, split), receipt(number, List.of(evidence)));
    }

    private static Task descriptor(int number, TaskSplit split) {
        RunRef run = new RunRef("work", "runs/r", "r");
        return new MapTask(run, new TaskRef(0, 0, number), StageContext.FIRST, List.of(split));
    }

    private static Receipt receipt(int number, List<SplitEvidence> evidence) {
        return new Receipt(
                Receipt.VERSION,
                new TaskRef(0, 0, number),
                "a",
                "f",
                FlowCounts.NONE,
                new SplitsRead(10, evidence),
                TaskOutput.NONE,
                new Timings(0, 0, 0, 0));
    }
}
