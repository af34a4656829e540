package io.anabranch.runtime.shuffle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
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
                    StringBuilder accumulator =
                            writer.accumulatorFor(hash(record.key()), record.key(), 0, record.key().length);
                    accumulator.append(text);
                    writer.update(accumulator);
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
    void accumulatorsThatLieBesideTheirKeysAddUp() {
        long spilled = 0;
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShuffleOrder order = ShuffleOrder.values()[random.nextInt(2)];
            Map<String, Long> expected = new TreeMap<>();
            PackedObject object;
            try (CombiningShuffleWriter<long[]> writer = new CombiningShuffleWriter<>(
                    order, new StoredCounts(), workspace(random.nextInt(6)), new S3Uri("b", "k"))) {
                for (Rec record : Rec.random(random, random.nextInt(1, 8000), 0)) {
                    if (random.nextInt(100) == 0) {
                        writer.expect(new long[] {hash(record.key()), random.nextLong()}, 2);
                    }
                    long[] count = writer.accumulatorFor(hash(record.key()), record.key(), 0, record.key().length);
                    count[0]++;
                    writer.update(count);
                    expected.merge(HexFormat.of().formatHex(record.key()), 1L, Long::sum);
                }
                object = writer.finish().orElseThrow();
                spilled += writer.spilledBytes();
            }
            Map<String, Long> read = read(order, object, new StoredCounts(), count -> count[0]);
            assertThat(new TreeMap<>(read)).as("seed %d", seed).isEqualTo(expected);
            if (order == ShuffleOrder.ORDERED) {
                assertThat(read.keySet()).as("seed %d", seed).containsExactlyElementsOf(expected.keySet());
            }
        }
        assertThat(spilled).as("some seeds spill").isPositive();
    }

    @Test
    void keysWithEqualHashesOfOrderComeInTheOrderOfTheirBytes() {
        Map<Integer, String> byHash = new HashMap<>();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; pairs.size() < 8; i++) {
            String key = "key" + i;
            byte[] bytes = key.getBytes(UTF_8);
            String other = byHash.put(KeyHash.orderHash(bytes, 0, bytes.length), key);
            if (other != null) {
                pairs.add(key);
                pairs.add(other);
            }
        }
        PackedObject object;
        try (CombiningShuffleWriter<long[]> writer = new CombiningShuffleWriter<>(
                ShuffleOrder.HASH, new StoredCounts(), workspace(2), new S3Uri("b", "k"))) {
            for (String key : pairs) {
                writer.accumulatorFor(hash(key.getBytes(UTF_8)), key.getBytes(UTF_8), 0, key.length());
            }
            object = writer.finish().orElseThrow();
        }
        List<String> expected = pairs.stream()
                .map(key -> HexFormat.of().formatHex(key.getBytes(UTF_8)))
                .sorted(Comparator.comparing((String hex) -> {
                            byte[] key = HexFormat.of().parseHex(hex);
                            return Integer.toUnsignedLong(KeyHash.orderHash(key, 0, key.length));
                        })
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        assertThat(read(ShuffleOrder.HASH, object, new StoredCounts(), count -> count[0])
                        .keySet())
                .containsExactlyElementsOf(expected);
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
                StringBuilder accumulator = writer.accumulatorFor(hash(new byte[] {7}), new byte[] {7}, 0, 1);
                accumulator.append("x".repeat(10_000));
                writer.update(accumulator);
            }
            PackedObject object = writer.finish().orElseThrow();
            assertThat(writer.spilledBytes()).isPositive();
            assertThat(read(ShuffleOrder.HASH, object)).containsEntry("07", "x".repeat(1_000_000));
        }
    }

    private Map<String, String> read(ShuffleOrder order, PackedObject object) {
        return read(order, object, new TextAccumulators(), StringBuilder::toString);
    }

    private <A, V> Map<String, V> read(
            ShuffleOrder order, PackedObject object, Accumulators<A> accumulators, Function<A, V> value) {
        ShuffleLayout layout = ShuffleLayout.of(
                order,
                List.of(new ShuffleLayout.Input(object.object(), object.index(), 0)),
                new ShuffleLayout.Bounds(1 << 20, 1, 1, 100));
        Map<String, V> read = new LinkedHashMap<>();
        ShuffleLayout.Reducer all = layout.reducer(0);
        try (MergeReader reader = MergeReader.open(order, workspace(4), all.segments(), all.range())) {
            while (reader.nextGroup()) {
                String key = HexFormat.of().formatHex(Rec.all(reader.key()));
                assertThat(reader.nextRecord()).isTrue();
                assertThat(read.put(key, value.apply(accumulators.decode(reader.value()))))
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

    private static long hash(byte[] key) {
        return KeyHash.hash(key, 0, key.length);
    }
}
