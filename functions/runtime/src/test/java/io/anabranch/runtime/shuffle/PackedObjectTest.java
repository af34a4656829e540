package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.BugException;
import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.error.TransientException;
import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedObjectTest {
    private static final S3Uri TARGET = new S3Uri("bucket", "packed");

    @TempDir
    Path directory;

    private final TestS3 s3 = new TestS3();

    @Test
    void objectsOfVersion2StayReadable() throws IOException {
        byte[] golden;
        try (InputStream in = PackedObjectTest.class.getResourceAsStream("packed-v2.shuffle")) {
            golden = in.readAllBytes();
        }
        String index = new String(
                PackedObjectTest.class.getResourceAsStream("packed-v2.index").readAllBytes(),
                StandardCharsets.US_ASCII);
        ObjectRef object = s3.put("packed", golden);
        CoarseIndex read = CoarseIndex.fromBase64(index.trim());
        assertThat(read.records()).isEqualTo(3000);
        List<Rec> expected = goldenRecords();
        expected.sort(Rec.order(ShuffleOrder.HASH));
        assertThat(read(segment(object, read), 1 << 20)).isEqualTo(strings(expected));
        // The codec's compressed bytes may change with its version, and whether there are any; magic and version may
        // not.
        write(goldenRecords());
        assertThat(s3.bytes("s3://bucket/packed")).startsWith(java.util.Arrays.copyOf(golden, 11));
    }

    @Test
    void everyFlippedBitIsAnErrorThatNamesObjectAndOffset() {
        PackedObject object = write(goldenRecords().subList(0, 60));
        byte[] good = s3.bytes("s3://bucket/packed");
        Segment whole = segment(object.object(), object.index());
        List<String> expected = read(whole, 1 << 20);
        SplittableRandom random = new SplittableRandom(1);
        for (int at = (int) whole.offset(); at < whole.offset() + whole.length(); at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Segment segment = new Segment(s3.put("packed", bad), whole.offset(), whole.length(), 0);
            assertThatThrownBy(() -> read(segment, 1 << 20))
                    .as("byte %d", at)
                    .isInstanceOf(BugException.class)
                    .hasMessageContaining("s3://bucket/packed, byte ")
                    .hasMessageContaining("run again");
        }
        assertThat(expected).hasSize(60);
    }

    @Test
    void aRangeThatEndsInsideABlockIsRefused() throws IOException {
        PackedObject object = write(goldenRecords());
        Segment whole = segment(object.object(), object.index());
        for (long length : new long[] {1, 19, 20, 21, whole.length() - 1}) {
            for (int budget : new int[] {1 << 17, 1 << 20}) {
                Segment segment = new Segment(object.object(), whole.offset(), length, 0);
                assertThatThrownBy(() -> read(segment, budget)).isInstanceOf(BugException.class);
            }
        }
        assertThatThrownBy(() -> read(new Segment(object.object(), 0, whole.length(), 0), 1 << 20))
                .hasMessageContaining("no block begins here");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anotherOrderIsRefused() {
        PackedObject object = write(goldenRecords());
        assertThatThrownBy(() -> MergeReader.open(
                        ShuffleOrder.ORDERED,
                        workspace(1 << 20),
                        List.of(segment(object.object(), object.index())),
                        KeyRange.ALL))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("do not fit the order ORDERED");
    }

    @Test
    void anObjectThatIsGoneOrReplacedIsNamed() {
        PackedObject object = write(goldenRecords());
        Segment segment = segment(object.object(), object.index());
        s3.put("packed", new byte[(int) object.object().size()]);
        assertThatThrownBy(() -> read(segment, 1 << 20))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it changed while the run was reading it")
                .hasMessageContaining("s3://bucket/packed");
        s3.remove(TARGET.toString());
        assertThatThrownBy(() -> read(segment, 1 << 20))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("it is not there any more");
    }

    @Test
    void aBodyThatBreaksOffIsResumedWhereItBroke() {
        PackedObject object = write(goldenRecords());
        Segment segment = segment(object.object(), object.index());
        List<String> expected = read(segment, 1 << 20);
        for (int budget : new int[] {1 << 16, 1 << 20}) {
            s3.dropAfter = 100;
            s3.drops.set(10);
            s3.ranges.clear();
            assertThat(read(segment, budget)).isEqualTo(expected);
            assertThat(s3.ranges).hasSize(11);
        }
    }

    @Test
    void outOfMemoryInAThreadThatFetchesIsOutOfMemoryOfTheTask() {
        PackedObject object = write(goldenRecords());
        Segment segment = segment(object.object(), object.index());
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
        s3.onRequest((operation, uri) -> {
            throw memory;
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Workspace workspace =
                    new Workspace(s3.store(distance()), new Parallel(threads), directory, 1 << 17, new SortBuffers());
            assertThatThrownBy(() -> MergeReader.open(
                            ShuffleOrder.HASH, workspace, List.of(segment, segment, segment), KeyRange.ALL))
                    .isSameAs(memory);
        } finally {
            threads.shutdownNow();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aThrottledFetchIsTriedAgain() {
        PackedObject object = write(goldenRecords());
        Segment segment = segment(object.object(), object.index());
        List<String> expected = read(segment, 1 << 20);
        int[] left = {2};
        s3.onRequest((operation, uri) -> {
            if (left[0]-- > 0) {
                throw MemoryS3.refusal(503, "SlowDown");
            }
        });
        assertThat(read(segment, 1 << 20)).isEqualTo(expected);
        assertThat(s3.pauses).hasSize(2);
    }

    @Test
    void aLargeObjectGoesInPartsAndAFailedOneIsAborted() {
        byte[] one = writeParts(Long.MAX_VALUE);
        assertThat(writeParts(10_000)).isEqualTo(one);
        assertThat(s3.count("UploadPart")).isGreaterThan(2);
        s3.onRequest((operation, uri) -> {
            if (operation.equals("UploadPart")) {
                throw MemoryS3.refusal(503, "SlowDown");
            }
        });
        assertThatThrownBy(() -> writeParts(10_000))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("SlowDown (HTTP 503), 3 times in a row");
        assertThat(s3.openUploads()).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anObjectIsOnePutHoweverManyReducers() {
        write(goldenRecords());
        assertThat(s3.calls).containsExactly("PutObject s3://bucket/packed");
    }

    @Test
    void aRecordLargerThanAllBuffersIsCarried() {
        byte[] value = Rec.bytes(new SplittableRandom(1), 3 << 20, 256);
        List<Rec> records = new ArrayList<>(goldenRecords());
        records.add(100, new Rec(new byte[300_000], new byte[70_000], value, 0));
        records.add(200, new Rec(new byte[300_000], new byte[70_000], new byte[0], 0));
        PackedObject object = write(records);
        records.sort(Rec.order(ShuffleOrder.HASH));
        assertThat(read(segment(object.object(), object.index()), 1 << 17)).isEqualTo(strings(records));
    }

    private byte[] writeParts(long partBytes) {
        RecordCursor r = new RecordCursor();
        SplittableRandom random = new SplittableRandom(3);
        r.valueLength = 1000;
        try (PackedObjectWriter writer =
                new PackedObjectWriter(ShuffleOrder.HASH, workspace(1 << 17), TARGET, partBytes)) {
            for (int i = 0; i < 45; i++) {
                r.bytes = Rec.bytes(random, 1000, 256);
                writer.append(r);
            }
            assertThat(writer.finish()).isPresent();
        }
        return s3.bytes("s3://bucket/packed");
    }

    static List<Rec> goldenRecords() {
        List<Rec> records = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] key = ("key-" + i % 700).getBytes(StandardCharsets.US_ASCII);
            byte[] extra = i % 3 == 0 ? new byte[] {(byte) (i % 7)} : new byte[0];
            records.add(
                    new Rec(key, extra, ("value " + i + " of the golden file").getBytes(StandardCharsets.US_ASCII), 0));
        }
        return records;
    }

    private PackedObject write(List<Rec> records) {
        try (SortedShuffleWriter writer = new SortedShuffleWriter(ShuffleOrder.HASH, workspace(1 << 18), TARGET)) {
            records.forEach(record -> record.writeTo(writer));
            return writer.finish().orElseThrow();
        }
    }

    private List<String> read(Segment segment, int budget) {
        List<String> read = new ArrayList<>();
        try (MergeReader reader =
                MergeReader.open(ShuffleOrder.HASH, workspace(budget), List.of(segment), KeyRange.ALL)) {
            while (reader.next()) {
                read.add(Rec.at(reader).toString());
            }
        }
        return read;
    }

    private static Segment segment(ObjectRef object, CoarseIndex index) {
        return ShuffleLayout.of(
                        ShuffleOrder.HASH,
                        List.of(new ShuffleLayout.Input(object, index, 0)),
                        new ShuffleLayout.Bounds(1 << 30, 1, 1, 10))
                .reducer(0)
                .segments()
                .get(0);
    }

    Distance distance() {
        return Distance.FAR;
    }

    private Workspace workspace(int budget) {
        return new Workspace(s3.store(distance()), TestS3.inOrder(), directory, budget, new SortBuffers());
    }

    private static List<String> strings(List<Rec> records) {
        return records.stream().map(Rec::toString).toList();
    }
}
