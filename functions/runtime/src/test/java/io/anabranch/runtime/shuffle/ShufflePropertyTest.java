package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the records, the tasks, the reducers and the memory: what comes out is the stable sort of what went in. */
class ShufflePropertyTest {
    private static final int SEEDS = 60;

    @TempDir
    Path directory;

    private final TestS3 s3 = new TestS3();
    private final SortBuffers buffers = new SortBuffers();

    @Test
    void whatComesOutIsTheStableSortOfWhatWentIn() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShuffleOrder order = ShuffleOrder.values()[random.nextInt(2)];
            List<Rec> expected = new ArrayList<>();
            List<ShuffleLayout.Input> inputs = new ArrayList<>();
            int tasks = random.nextInt(1, 8);
            for (int task = 0; task < tasks; task++) {
                List<Rec> records = Rec.random(random, random.nextInt(1500), task % random.nextInt(1, 3));
                if (records.isEmpty()) {
                    continue;
                }
                expected.addAll(records);
                inputs.add(new ShuffleLayout.Input(
                        write(order, random, records, "task-" + task).object(),
                        CoarseIndex.fromBase64(lastIndex.toBase64()),
                        records.get(0).tag()));
            }
            expected.sort(Rec.order(order));
            List<String> one = read(order, random, inputs, 1, seed);
            assertThat(one).as("seed %d", seed).isEqualTo(strings(expected));
            assertThat(read(order, random, inputs, random.nextInt(2, 40), seed))
                    .as("many reducers, seed %d", seed)
                    .isEqualTo(one);
            assertNothingIsLeft(seed);
        }
    }

    @Test
    void aMergeLevelChangesNothing() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShuffleOrder order = ShuffleOrder.values()[random.nextInt(2)];
            List<Rec> expected = new ArrayList<>();
            List<ShuffleLayout.Input> inputs = new ArrayList<>();
            int first = random.nextInt(1, 10);
            for (int task = 0; task < 12; task++) {
                List<Rec> records = Rec.random(random, random.nextInt(1, 800), task < first ? 0 : 1);
                expected.addAll(records);
                inputs.add(new ShuffleLayout.Input(
                        write(order, random, records, "task-" + task).object(),
                        lastIndex,
                        records.get(0).tag()));
            }
            expected.sort(Rec.order(order));
            ShuffleLayout layout = ShuffleLayout.of(order, inputs, new ShuffleLayout.Bounds(1 << 14, 4, 9, 3));
            List<ShuffleLayout.Input> merged = new ArrayList<>();
            assertThat(layout.mergeTasks()).isNotEmpty();
            for (ShuffleLayout.Reducer task : layout.mergeTasks()) {
                PackedObjectWriter writer = new PackedObjectWriter(
                        order, workspace(random), new S3Uri("bucket", "merged-" + merged.size()));
                try (writer;
                        MergeReader reader =
                                MergeReader.open(order, workspace(random), task.segments(), task.range())) {
                    while (reader.next()) {
                        writer.append(reader);
                    }
                    writer.finish()
                            .ifPresent(object -> merged.add(new ShuffleLayout.Input(
                                    object.object(),
                                    object.index(),
                                    task.segments().get(0).tag())));
                }
            }
            assertThat(read(order, random, merged, 5, seed)).as("seed %d", seed).isEqualTo(strings(expected));
        }
    }

    private CoarseIndex lastIndex;

    private PackedObject write(ShuffleOrder order, SplittableRandom random, List<Rec> records, String key) {
        try (SortedShuffleWriter writer = new SortedShuffleWriter(order, workspace(random), new S3Uri("bucket", key))) {
            boolean marking = random.nextBoolean();
            for (Rec record : records) {
                if (marking && random.nextInt(20) == 0) {
                    writer.mark();
                    Rec.random(random, random.nextInt(100), 0).forEach(taken -> taken.writeTo(writer));
                    assertThat(writer.reset()).isTrue();
                }
                if (random.nextInt(50) == 0) {
                    writer.begin().writeLong(random.nextLong()); // a codec that fails half-way
                }
                record.writeTo(writer);
            }
            PackedObject object = writer.finish().orElseThrow();
            assertThat(object.records()).isEqualTo(records.size()).isEqualTo(writer.records());
            lastIndex = object.index();
            return object;
        }
    }

    private List<String> read(
            ShuffleOrder order, SplittableRandom random, List<ShuffleLayout.Input> inputs, int reducers, int seed) {
        ShuffleLayout layout =
                ShuffleLayout.of(order, inputs, new ShuffleLayout.Bounds(1 << 30, reducers, reducers, Long.MAX_VALUE));
        List<String> read = new ArrayList<>();
        byte[] lastGroup = null;
        for (int i = 0; i < layout.reducers(); i++) {
            ShuffleLayout.Reducer reducer = layout.reducer(i);
            KeyRange range =
                    KeyRange.ofHex(reducer.range().fromHex(), reducer.range().toHex());
            List<String> some = new ArrayList<>();
            try (MergeReader reader = MergeReader.open(order, workspace(random), reducer.segments(), range)) {
                if (random.nextBoolean()) {
                    while (reader.next()) {
                        some.add(Rec.at(reader).toString());
                    }
                } else {
                    lastGroup = readGroups(reader, lastGroup, some, seed);
                }
                assertThat(reader.records()).isEqualTo(some.size()).isLessThanOrEqualTo(reducer.records());
            }
            read.addAll(some);
        }
        return read;
    }

    private static byte[] readGroups(MergeReader reader, byte[] before, List<String> some, int seed) {
        byte[] last = before;
        while (reader.nextGroup()) {
            byte[] group = Rec.all(reader.key());
            assertThat(group).as("a group was divided, seed %d", seed).isNotEqualTo(last);
            last = group;
            while (reader.nextRecord()) {
                Rec record = Rec.at(reader);
                assertThat(record.key()).isEqualTo(group);
                some.add(record.toString());
            }
        }
        return last;
    }

    private Workspace workspace(SplittableRandom random) {
        Distance distance = Distance.values()[random.nextInt(2)];
        long memory = Workspace.MIN_MEMORY_BYTES << random.nextInt(8);
        return new Workspace(
                s3.store(distance),
                TestS3.inOrder(),
                directory,
                memory,
                buffers,
                distance == Distance.FAR || random.nextBoolean());
    }

    private void assertNothingIsLeft(int seed) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("files left, seed %d", seed).isEmpty();
        }
    }

    private static List<String> strings(List<Rec> records) {
        return Arrays.asList(records.stream().map(Rec::toString).toArray(String[]::new));
    }
}
