package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombiningShuffleWriterTest {
    @TempDir
    Path directory;

    private final TestS3 s3 = new TestS3();

    @Test
    void eachKeyComesOutOnceWithAllThatItWasGivenInOrder() {
        long spilled = 0;
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShuffleOrder order = ShuffleOrder.values()[random.nextInt(2)];
            List<Rec> records = Rec.random(random, random.nextInt(1, 8000), 0);
            Map<String, String> expected = new TreeMap<>();
            Workspace workspace = workspace(random.nextInt(6));
            PackedObject object;
            try (CombiningShuffleWriter<StringBuilder> writer =
                    new CombiningShuffleWriter<>(order, new TextAccumulators(), workspace, new S3Uri("b", "k"))) {
                int number = 0;
                for (Rec record : records) {
                    String text = number++ + ",";
                    writer.accumulatorFor(record.key(), 0, record.key().length).append(text);
                    expected.merge(HexFormat.of().formatHex(record.key()), text, String::concat);
                }
                object = writer.finish().orElseThrow();
                assertThat(writer.calls()).isEqualTo(records.size());
                spilled += writer.spilledBytes();
            }
            assertThat(object.records()).as("seed %d", seed).isEqualTo(expected.size());
            Map<String, String> read = read(order, object);
            assertThat(new TreeMap<>(read)).as("seed %d", seed).isEqualTo(expected);
            if (order == ShuffleOrder.ORDERED) {
                assertThat(new ArrayList<>(read.keySet()))
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(expected.keySet());
            }
        }
        assertThat(spilled).as("some seeds spill").isPositive();
    }

    @Test
    void distinctKeysNeedNoValue() {
        PackedObject object;
        try (CombiningShuffleWriter<?> writer = new CombiningShuffleWriter<>(
                ShuffleOrder.HASH, Accumulators.none(), workspace(0), new S3Uri("b", "k"))) {
            for (int i = 0; i < 20_000; i++) {
                byte[] key = ("key" + i % 5000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                writer.accumulatorFor(key, 0, key.length);
            }
            object = writer.finish().orElseThrow();
            assertThat(writer.spilledBytes()).isPositive();
        }
        assertThat(object.records()).isEqualTo(5000);
        assertThat(read(ShuffleOrder.HASH, object)).hasSize(5000);
    }

    @Test
    void nothingInIsNoObject() {
        try (CombiningShuffleWriter<StringBuilder> writer = new CombiningShuffleWriter<>(
                ShuffleOrder.HASH, new TextAccumulators(), workspace(0), new S3Uri("b", "k"))) {
            assertThat(writer.finish()).isEmpty();
        }
        try (SortedShuffleWriter writer =
                new SortedShuffleWriter(ShuffleOrder.HASH, workspace(0), new S3Uri("b", "k"))) {
            assertThat(writer.finish()).isEmpty();
        }
        assertThat(s3.uris()).isEmpty();
    }

    @Test
    void anAccumulatorThatGrowsIsSpilledTooWhenTheBudgetIsReached() {
        try (CombiningShuffleWriter<StringBuilder> writer = new CombiningShuffleWriter<>(
                ShuffleOrder.HASH, new TextAccumulators(), workspace(2), new S3Uri("b", "k"))) {
            for (int i = 0; i < 100; i++) {
                writer.accumulatorFor(new byte[] {7}, 0, 1).append("x".repeat(10_000));
            }
            PackedObject object = writer.finish().orElseThrow();
            assertThat(writer.spilledBytes()).isPositive();
            assertThat(read(ShuffleOrder.HASH, object)).containsEntry("07", "x".repeat(1_000_000));
        }
    }

    private Map<String, String> read(ShuffleOrder order, PackedObject object) {
        ShuffleLayout layout = ShuffleLayout.of(
                order,
                List.of(new ShuffleLayout.Input(object.object(), object.index(), 0)),
                new ShuffleLayout.Bounds(1 << 20, 1, 1, 100));
        Map<String, String> read = new LinkedHashMap<>();
        ShuffleLayout.Reducer all = layout.reducer(0);
        try (MergeReader reader = MergeReader.open(order, workspace(4), all.segments(), all.range())) {
            while (reader.nextGroup()) {
                String key = HexFormat.of().formatHex(Rec.all(reader.key()));
                assertThat(reader.nextRecord()).isTrue();
                assertThat(read.put(
                                key,
                                new TextAccumulators().decode(reader.value()).toString()))
                        .isNull();
                assertThat(reader.nextRecord()).isFalse();
            }
        }
        return read;
    }

    private Workspace workspace(int size) {
        Distance distance = Distance.values()[size % 2];
        return new Workspace(
                s3.store(distance), TestS3.inOrder(), directory, Workspace.MIN_MEMORY_BYTES << size, new SortBuffers());
    }
}
