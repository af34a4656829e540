package io.anabranch.runtime.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.error.BugException;
import io.anabranch.format.Csv;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.SplitVerdict;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.Evidence;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.SplitKey;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With the judge of CSV, whose evidence is the parity of quotes. */
class JudgementTest {
    record Row(String only) {}

    private static final SplitJudge QUOTES =
            Formats.of(Csv.records(Row.class)).judge().orElseThrow();

    @Test
    void exactlyTheSplitsWithAnOddNumberOfQuotesBeforeThemAreMisjudged() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int pieces = 1 + random.nextInt(5);
            List<StageTask> tasks = new ArrayList<>();
            List<SplitKey> expected = new ArrayList<>();
            boolean inside = false;
            for (int i = 0; i < pieces; i++) {
                boolean odd = random.nextInt(3) == 0;
                TaskSplit split = split("a", i * 10L, i * 10L + 10, pieces * 10L);
                if (inside) {
                    expected.add(SplitKey.of(split));
                }
                tasks.add(task(i, split, false, odd, false));
                inside ^= odd;
            }
            tasks.add(task(99, split("b", 0, 5, 5), false, random.nextBoolean(), false));
            Collections.shuffle(tasks, random);
            assertThat(judge(tasks).misjudged()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void ofEverySplitTheStartIsCertainAfterwards() {
        TaskSplit first = split("a", 0, 10, 30);
        TaskSplit second = split("a", 10, 20, 30);
        TaskSplit third = split("a", 20, 30, 30);
        Judgement judgement = judge(List.of(
                task(0, first, false, true, false),
                task(1, second, false, false, false),
                task(2, third, true, true, false)));
        assertThat(judgement.misjudged()).containsExactly(SplitKey.of(second));
        assertThat(judgement.start(first)).isEqualTo(inside(false));
        assertThat(judgement.start(second)).isEqualTo(inside(true));
        assertThat(judgement.start(third)).isEqualTo(inside(true));
        assertThat(judgement.start(split("c", 0, 1, 1))).isNull();
        assertThat(judgement.voids(descriptor(7, first))).isFalse();
        assertThat(judgement.voids(descriptor(7, second))).isTrue();
    }

    @Test
    void aSplitThatWasAbandonedIsReadAgainEvenIfItsStartWasRight() {
        TaskSplit second = split("a", 10, 20, 20);
        List<StageTask> tasks =
                List.of(task(0, split("a", 0, 10, 20), false, false, false), task(1, second, false, false, true));
        assertThat(judge(tasks).misjudged()).containsExactly(SplitKey.of(second));
        assertThat(judge(tasks).start(second)).isEqualTo(inside(false));
    }

    @Test
    void twoReadsOfAnObjectAreJudgedEachByItself() {
        List<StageTask> tasks = List.of(
                task(0, split("a", 0, 10, 20), false, true, false),
                task(1, split("a", 10, 20, 20), true, false, false),
                task(2, split(1, "a", 0, 10, 20), false, false, false),
                task(3, split(1, "a", 10, 20, 20), false, false, false));
        assertThat(judge(tasks).misjudged()).isEmpty();
    }

    @Test
    void anObjectThatAReadNamesTwiceIsMisjudgedIfOneOfItsReadingsIs() {
        TaskSplit second = split("a", 10, 20, 20);
        List<StageTask> tasks = List.of(
                task(0, split("a", 0, 10, 20), false, false, false),
                task(1, second, false, false, false),
                task(2, split("a", 0, 10, 20), false, false, false),
                task(3, second, false, false, true));
        assertThat(judge(tasks).misjudged()).containsExactly(SplitKey.of(second));
    }

    @Test
    void aHoleBetweenSplitsIsABug() {
        List<StageTask> tasks = List.of(
                task(0, split("a", 0, 10, 30), false, false, false),
                task(1, split("a", 20, 30, 30), false, false, false));
        assertThatThrownBy(() -> judge(tasks))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("one ends at byte 10 and the next starts at byte 20");
    }

    @Test
    void aSplitThatSaysNothingIsABugIfItsFormatHasAJudge() {
        StageTask silent = new StageTask(descriptor(3, split("a", 0, 10, 30)), receipt(3, List.of()));
        assertThatThrownBy(() -> judge(List.of(silent)))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("gives no evidence about bytes 0 to 10 of s3://in/a")
                .hasMessageContaining("task 3");
        assertThat(Judgement.of(List.of(silent), read -> null).misjudged()).isEmpty();
    }

    @Test
    void aJudgeThatTrustsWhatWasNotReadIsABug() {
        SplitJudge blind = splits -> splits.stream()
                .map(split -> new SplitVerdict(true, split.says()))
                .toList();
        List<StageTask> tasks = List.of(task(0, split("a", 0, 10, 10), false, false, true));
        assertThatThrownBy(() -> Judgement.of(tasks, read -> blind))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("Cannot trust a judge");
    }

    private static Judgement judge(List<StageTask> tasks) {
        return Judgement.of(tasks, read -> QUOTES);
    }

    private static ObjectNode inside(boolean inside) {
        return JsonNodeFactory.instance.objectNode().put("inside", inside);
    }

    private static TaskSplit split(String key, long start, long end, long size) {
        return split(0, key, start, end, size);
    }

    private static TaskSplit split(int read, String key, long start, long end, long size) {
        return new TaskSplit(read, -1, new ObjectRef(new S3Uri("in", key), "\"e\"", size), start, end, null);
    }

    private static StageTask task(int number, TaskSplit split, boolean inside, boolean odd, boolean abandoned) {
        SplitEvidence says = new SplitEvidence(
                split.start(), split.end(), abandoned, inside(inside).put("oddQuotes", odd));
        Evidence evidence = new Evidence(split.read(), split.object().uri().toString(), says);
        return new StageTask(descriptor(number, split), receipt(number, List.of(evidence)));
    }

    private static Task descriptor(int number, TaskSplit split) {
        RunRef run = new RunRef("work", "runs/r", "r");
        return new MapTask(run, new TaskRef(0, 0, number), StageContext.FIRST, List.of(split));
    }

    private static Receipt receipt(int number, List<Evidence> evidence) {
        return new Receipt(
                new TaskRef(0, 0, number),
                "a",
                "f",
                FlowCounts.NONE,
                new SplitsRead(10, evidence),
                TaskOutput.NONE,
                new Timings(0, 0, 0, 0));
    }
}
