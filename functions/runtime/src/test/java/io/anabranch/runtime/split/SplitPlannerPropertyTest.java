package io.anabranch.runtime.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.LimitException;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SplitPlannerPropertyTest {
    private static final RunRef RUN = RunRef.of(S3Uri.parse("s3://work"), "r".repeat(80));

    @Test
    void theSplitsOfAnObjectCoverEachOfItsBytesOnce() {
        forSeeds(300, random -> {
            List<Listed> listing = listing(random);
            Map<ObjectRef, Long> covered = new HashMap<>();
            for (List<TaskSplit> task : plan(listing, limits(random))) {
                for (TaskSplit split : task) {
                    assertThat(split.start()).isEqualTo(covered.getOrDefault(split.object(), 0L));
                    assertThat(split.end()).isGreaterThan(split.start());
                    covered.put(split.object(), split.end());
                }
            }
            for (Listed listed : listing) {
                assertThat(covered.getOrDefault(listed.object(), 0L))
                        .isEqualTo(listed.object().size());
            }
        });
    }

    @Test
    void anObjectThatCannotBeCutIsWhole() {
        forSeeds(300, random -> {
            List<Listed> listing = listing(random);
            Map<ObjectRef, Listed> byObject = new HashMap<>();
            listing.forEach(listed -> byObject.put(listed.object(), listed));
            plan(listing, limits(random)).stream().flatMap(List::stream).forEach(split -> {
                Listed listed = byObject.get(split.object());
                assertThat(listed.splittable() || split.whole()).isTrue();
                assertThat(split.read()).isEqualTo(listed.read());
                assertThat(split.preamble()).isEqualTo(listed.preamble());
            });
        });
    }

    @Test
    void noTaskIsLargerThanAskedForUnlessASingleSplitIs() {
        forSeeds(300, random -> {
            List<Listed> listing = listing(random);
            Limits limits = limits(random);
            for (List<TaskSplit> task : plan(listing, limits)) {
                long weight = task.stream()
                        .mapToLong(split -> split.bytes() + limits.objectCostBytes())
                        .sum();
                assertThat(weight <= limits.splitBytes() || task.size() == 1).isTrue();
            }
        });
    }

    @Test
    void neighbouringTasksWouldNotHaveFittedIntoOne() {
        forSeeds(300, random -> {
            Limits limits = limits(random);
            List<List<TaskSplit>> tasks = plan(listing(random), limits);
            for (int i = 1; i < tasks.size(); i++) {
                long before = tasks.get(i - 1).stream()
                        .mapToLong(split -> split.bytes() + limits.objectCostBytes())
                        .sum();
                long next = tasks.get(i).get(0).bytes() + limits.objectCostBytes();
                assertThat(before + next > limits.splitBytes()
                                || json(tasks.get(i - 1)) > SplitPlanner.DESCRIPTOR_BYTES / 2)
                        .isTrue();
            }
        });
    }

    @Test
    void theSameListingGivesTheSameTasks() {
        forSeeds(50, random -> {
            List<Listed> listing = listing(random);
            Limits limits = limits(random);
            assertThat(plan(listing, limits)).isEqualTo(plan(new ArrayList<>(listing), limits));
        });
    }

    @Test
    void aMillionTinyObjectsArePlannedIntoDescriptorsThatFit() {
        List<Listed> listing = new ArrayList<>(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            S3Uri uri = new S3Uri("a-bucket-with-a-longish-name", "logs/2026/11/23/" + "ü\"\n".repeat(i % 20) + i);
            listing.add(
                    new Listed(0, new ObjectRef(uri, "\"0123456789abcdef0123456789abcdef\"", 1 + i % 1000), true, -1));
        }
        long[] seen = {0, 0};
        int tasks = SplitPlanner.plan(listing, Limits.DEFAULTS, task -> {
            seen[0] += task.size();
            seen[1] = Math.max(seen[1], task.size());
        });

        assertThat(seen[0]).isEqualTo(1_000_000);
        assertThat(tasks).isBetween(10_000, 50_000);
        for (List<TaskSplit> task : plan(listing.subList(0, 20_000), Limits.DEFAULTS)) {
            assertThat(json(task)).isLessThanOrEqualTo(SplitPlanner.DESCRIPTOR_BYTES);
        }
    }

    @Test
    void descriptorsFitWhateverTheKeysAre() {
        List<Listed> listing = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            S3Uri uri = new S3Uri("b", "\u0001".repeat(1000) + i);
            listing.add(new Listed(0, new ObjectRef(uri, "\"e\"", 1), true, -1));
        }
        Limits free = new Limits(1L << 40, 0, 1, 0, 0, 0, 1);
        for (List<TaskSplit> task : plan(listing, free)) {
            assertThat(json(task)).isLessThanOrEqualTo(SplitPlanner.DESCRIPTOR_BYTES);
        }
    }

    @Test
    void anInputWithoutBytesIsOneTaskWithoutSplits() {
        assertThat(plan(List.of(), Limits.DEFAULTS)).containsExactly(List.of());
        Listed empty = new Listed(0, new ObjectRef(new S3Uri("b", "k"), "\"e\"", 0), true, -1);
        assertThat(plan(List.of(empty, empty), Limits.DEFAULTS)).containsExactly(List.of());
    }

    @Test
    void theLargestObjectOfS3IsCut() {
        long size = 48_800L << 30;
        Listed huge = new Listed(0, new ObjectRef(new S3Uri("b", "k"), "\"e\"", size), true, -1);
        List<List<TaskSplit>> tasks = plan(List.of(huge), Limits.DEFAULTS);
        assertThat(tasks).hasSize(97_600);
        assertThat(tasks.get(97_599).get(0).end()).isEqualTo(size);
    }

    @Test
    void moreTasksThanPartNumbersAreRefused() {
        Listed object = new Listed(0, new ObjectRef(new S3Uri("b", "k"), "\"e\"", 1_000_000_000), true, -1);
        assertThatThrownBy(() -> plan(List.of(object), new Limits(1, 0, 1, 0, 0, 0, 1)))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("splits of 1 bytes")
                .hasMessageContaining("Raise the option splitBytes");
    }

    private static List<List<TaskSplit>> plan(List<Listed> listing, Limits limits) {
        List<List<TaskSplit>> tasks = new ArrayList<>();
        assertThat(SplitPlanner.plan(listing, limits, tasks::add)).isEqualTo(tasks.size());
        return tasks;
    }

    private static long json(List<TaskSplit> splits) {
        return RunJson.bytes(new MapTask(RUN, new TaskRef(1000, 1000, 100_000), StageContext.FIRST, splits)).length;
    }

    private static Limits limits(SplittableRandom random) {
        return new Limits(random.nextLong(1, 5_000), random.nextLong(0, 300), 1, 0, 0, 0, 1);
    }

    private static List<Listed> listing(SplittableRandom random) {
        List<Listed> listing = new ArrayList<>();
        int objects = random.nextInt(0, 40);
        for (int i = 0; i < objects; i++) {
            long size = random.nextInt(3) == 0 ? random.nextLong(0, 20_000) : random.nextLong(0, 50);
            ObjectRef object = new ObjectRef(new S3Uri("b", "k" + i), "\"e\"", size);
            listing.add(new Listed(random.nextInt(2), object, random.nextBoolean(), random.nextInt(3) - 1));
        }
        return listing;
    }

    private static void forSeeds(int count, Consumer<SplittableRandom> property) {
        for (long seed = 0; seed < count; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed, e);
            }
        }
    }
}
