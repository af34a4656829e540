package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.BugException;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleLayoutTest {
    private static final ShuffleLayout.Bounds EIGHT = new ShuffleLayout.Bounds(1 << 30, 8, 8, 100_000);

    @TempDir
    Path directory;

    private final TestS3 s3 = new TestS3();

    @Test
    void reducersGetAboutTheSameEvenFromManySmallObjects() {
        for (ShuffleOrder order : ShuffleOrder.values()) {
            SplittableRandom random = new SplittableRandom(1);
            List<ShuffleLayout.Input> inputs = new ArrayList<>();
            for (int task = 0; task < 30; task++) {
                inputs.add(input(order, 3000, i -> random.nextInt(1_000_000) + "/key"));
            }
            ShuffleLayout layout = ShuffleLayout.of(order, inputs, EIGHT);
            assertThat(layout.reducers()).isEqualTo(8);
            assertThat(records(order, layout))
                    .as("%s", order)
                    .allSatisfy(count -> assertThat(count).isBetween(90_000 / 8 / 2, 90_000 / 8 * 2));
        }
    }

    @Test
    void aGroupThatIsLargerThanAShareHasAReducerOfItsOwn() {
        List<ShuffleLayout.Input> inputs = new ArrayList<>();
        for (int task = 0; task < 4; task++) {
            inputs.add(input(ShuffleOrder.ORDERED, 20_000, i -> i % 2 == 0 ? "giant" : String.format("%05d", i)));
        }
        ShuffleLayout layout = ShuffleLayout.of(ShuffleOrder.ORDERED, inputs, EIGHT);
        List<Integer> records = records(ShuffleOrder.ORDERED, layout);
        assertThat(records).contains(40_000);
        assertThat(records).hasSizeBetween(5, 8);
        ShuffleLayout.Skew skew = layout.skew();
        assertThat(records.get(skew.largest())).isEqualTo(40_000);
        assertThat(skew.largestBytes()).isGreaterThan(2 * skew.medianBytes());
        assertThat(skew.largestBytes()).isEqualTo(layout.reducer(skew.largest()).bytes());
    }

    @Test
    void littleDataIsOneReducerUnlessMoreAreAskedFor() {
        List<ShuffleLayout.Input> inputs = List.of(input(ShuffleOrder.HASH, 5000, i -> "key" + i));
        assertThat(ShuffleLayout.of(ShuffleOrder.HASH, inputs, new ShuffleLayout.Bounds(1 << 20, 1, 100, 100))
                        .reducers())
                .isEqualTo(1);
        assertThat(ShuffleLayout.of(ShuffleOrder.HASH, inputs, new ShuffleLayout.Bounds(1 << 20, 3, 100, 100))
                        .reducers())
                .isEqualTo(3);
        assertThat(ShuffleLayout.of(ShuffleOrder.HASH, inputs, new ShuffleLayout.Bounds(100, 1, 7, 100))
                        .reducers())
                .isEqualTo(7);
        assertThat(ShuffleLayout.of(ShuffleOrder.HASH, List.of(), EIGHT).reducers())
                .isZero();
    }

    @Test
    void aSingleKeyIsASingleReducer() {
        List<ShuffleLayout.Input> inputs = List.of(input(ShuffleOrder.ORDERED, 5000, i -> "key"));
        assertThat(records(ShuffleOrder.ORDERED, ShuffleLayout.of(ShuffleOrder.ORDERED, inputs, EIGHT)))
                .contains(5000)
                .allMatch(count -> count == 5000 || count == 0);
    }

    @Test
    void aMergeLevelIsPlannedOnlyAboveTheLimit() {
        List<ShuffleLayout.Input> inputs = new ArrayList<>();
        for (int task = 0; task < 16; task++) {
            inputs.add(input(ShuffleOrder.HASH, 1000, i -> "key" + i));
        }
        assertThat(ShuffleLayout.of(ShuffleOrder.HASH, inputs, new ShuffleLayout.Bounds(1 << 30, 9, 9, 144))
                        .mergeTasks())
                .isEmpty();
        List<ShuffleLayout.Reducer> tasks = ShuffleLayout.of(
                        ShuffleOrder.HASH, inputs, new ShuffleLayout.Bounds(1 << 10, 9, 9, 143))
                .mergeTasks();
        assertThat(tasks).hasSize(4 * 3);
        assertThat(tasks).allSatisfy(task -> assertThat(task.segments()).hasSize(4));
    }

    @Test
    void theIndexStaysSmallHoweverLargeTheObject() {
        CoarseIndex index = input(ShuffleOrder.ORDERED, 200_000, i -> String.format("%090d", i))
                .index();
        assertThat(index.steps()).isBetween(64, CoarseIndex.MAX_BOUNDARIES);
        String text = index.toBase64();
        assertThat(text.length()).isLessThan(CoarseIndex.MAX_BOUNDARIES * 24);
        assertThat(CoarseIndex.fromBase64(text).toBase64()).isEqualTo(text);
        assertThat(index.records()).isEqualTo(200_000);
    }

    @Test
    void anIndexThatWasChangedIsRefused() {
        String text = input(ShuffleOrder.HASH, 5000, i -> "key" + i).index().toBase64();
        for (int i = 0; i < text.length() - 4; i++) {
            String bad = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatThrownBy(() -> CoarseIndex.fromBase64(bad))
                    .isInstanceOf(BugException.class)
                    .hasMessageContaining("Cannot read the index");
        }
        assertThatThrownBy(() -> CoarseIndex.fromBase64(text.substring(8))).isInstanceOf(BugException.class);
        assertThatThrownBy(() -> CoarseIndex.fromBase64("")).isInstanceOf(BugException.class);
        assertThatThrownBy(() -> CoarseIndex.fromBase64("?")).isInstanceOf(BugException.class);
    }

    private List<Integer> records(ShuffleOrder order, ShuffleLayout layout) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < layout.reducers(); i++) {
            ShuffleLayout.Reducer reducer = layout.reducer(i);
            try (MergeReader reader = MergeReader.open(order, workspace(), reducer.segments(), reducer.range())) {
                while (reader.next()) {
                    // counted by the reader
                }
                counts.add((int) reader.records());
            }
        }
        return counts;
    }

    private int written;

    private ShuffleLayout.Input input(ShuffleOrder order, int records, IntFunction<String> key) {
        S3Uri target = new S3Uri("bucket", "packed-" + written++);
        try (SortedShuffleWriter writer = new SortedShuffleWriter(order, workspace(), target)) {
            for (int i = 0; i < records; i++) {
                byte[] bytes = key.apply(i).getBytes(StandardCharsets.UTF_8);
                new Rec(bytes, new byte[0], ("value" + i * 31).getBytes(StandardCharsets.UTF_8), 0).writeTo(writer);
            }
            PackedObject object = writer.finish().orElseThrow();
            return new ShuffleLayout.Input(object.object(), object.index(), 0);
        }
    }

    private Workspace workspace() {
        return new Workspace(s3.store(), TestS3.inOrder(), directory, 8 << 20, new SortBuffers());
    }
}
