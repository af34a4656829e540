package io.anabranch.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.GoneException;
import io.anabranch.error.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class ObjectStoreTest {
    private static final S3Uri KEY = S3Uri.parse("s3://b/receipt");
    private static final byte[] OURS = "ours".getBytes(UTF_8);
    private static final byte[] THEIRS = "theirs".getBytes(UTF_8);

    private final TestS3 s3 = new TestS3();
    private final ObjectStore store = s3.store();

    @Test
    void ofTwoWritersTheFirstWins() {
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isTrue();
        Stored second = store.createIfAbsent(KEY, THEIRS);
        assertThat(second.holds(THEIRS)).isFalse();
        assertThat(second.holds(OURS)).isTrue();
        assertThat(second.object()).isEqualTo(store.head(KEY).orElseThrow());
    }

    @Test
    void aCreationWhoseAnswerIsLostIsFoundToBeOnesOwn() {
        s3.onAnswer(times(1, "PutObject", lost()));
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isTrue();
        assertThat(s3.calls)
                .containsExactly("PutObject s3://b/receipt", "PutObject s3://b/receipt", "GetObject s3://b/receipt");
        assertThat(s3.pauses).hasSize(1);
    }

    @Test
    void aCreationOfWhichEveryAnswerIsLostIsFoundToBeOnesOwn() {
        s3.onAnswer(times(100, "PutObject", MemoryS3.refusal(503, "SlowDown")));
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isTrue();
        assertThat(s3.count("PutObject")).isEqualTo(2);
    }

    @Test
    void aCreationThatWasOvertakenWhileItsAnswerWasLostIsNotOnesOwn() {
        boolean[] overtaken = {false};
        s3.onRequest((operation, uri) -> {
            if (operation.equals("PutObject") && !overtaken[0]) {
                overtaken[0] = true;
                s3.store(uri, THEIRS);
                throw lost();
            }
        });
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isFalse();
        assertThat(s3.text(KEY.toString())).isEqualTo("theirs");
    }

    @Test
    void aConflictPausesAndTriesAgain() {
        s3.onRequest(times(2, "PutObject", MemoryS3.conflict()));
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isTrue();
        assertThat(s3.pauses).hasSize(2);
        assertThat(s3.text(KEY.toString())).isEqualTo("ours");
    }

    @Test
    void anObjectThatGoesBeforeItIsReadIsWrittenAgain() {
        s3.store(KEY.toString(), THEIRS);
        s3.onRequest((operation, uri) -> {
            if (operation.equals("GetObject")) {
                s3.remove(uri);
            }
        });
        assertThat(store.createIfAbsent(KEY, OURS).holds(OURS)).isTrue();
        assertThat(s3.text(KEY.toString())).isEqualTo("ours");
    }

    @Test
    void aCreationOfWhichNobodyKnowsFailsForNow() {
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(500, "InternalError");
        });
        assertThatThrownBy(() -> store.createIfAbsent(KEY, OURS))
                .isInstanceOfSatisfying(TransientException.class, e -> {
                    assertThat(e.operation()).isEqualTo("PutObject");
                    assertThat(e.resource()).isEqualTo("s3://b/receipt");
                })
                .hasMessage("Cannot write s3://b/receipt: InternalError (HTTP 500), 3 times in a row");
    }

    @Test
    void aFileIsComparedWithWhatIsThere(@TempDir Path folder) throws IOException {
        byte[] bytes = "0123456789".repeat(20_000).getBytes(UTF_8);
        Path file = Files.write(folder.resolve("tasks.json"), bytes);
        assertThat(store.createIfAbsent(KEY, Content.json(file))).isTrue();
        assertThat(store.createIfAbsent(KEY, Content.json(file))).isTrue();
        bytes[150_000]++;
        Files.write(file, bytes);
        assertThat(store.createIfAbsent(KEY, Content.json(file))).isFalse();
        Files.write(file, new byte[3]);
        assertThat(store.createIfAbsent(KEY, Content.json(file))).isFalse();
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() {
        ObjectRef first = store.put(KEY, Content.json(OURS));
        ObjectRef second = store.replaceIf(first, THEIRS).orElseThrow();
        assertThat(second).isEqualTo(store.head(KEY).orElseThrow());
        assertThat(store.replaceIf(first, "late".getBytes(UTF_8))).isEmpty();
        assertThat(s3.text(KEY.toString())).isEqualTo("theirs");
        s3.remove(KEY.toString());
        assertThat(store.replaceIf(second, OURS)).isEmpty();
    }

    @Test
    void aReplacementWhoseAnswerIsLostIsFoundToBeOnesOwn() {
        for (int losses : new int[] {1, 100}) {
            s3.recover();
            ObjectRef first = store.put(KEY, Content.json(THEIRS));
            s3.onAnswer(times(losses, "PutObject", lost()));
            assertThat(store.replaceIf(first, OURS)).contains(store.head(KEY).orElseThrow());
            assertThat(s3.text(KEY.toString())).isEqualTo("ours");
        }
    }

    @Test
    void aReplacementThatNeverCameFails() {
        ObjectRef first = store.put(KEY, Content.json(THEIRS));
        s3.onRequest(times(100, "PutObject", lost()));
        assertThatThrownBy(() -> store.replaceIf(first, OURS)).isInstanceOf(TransientException.class);
        assertThat(s3.text(KEY.toString())).isEqualTo("theirs");
    }

    @Test
    void onlyTheVersionThatIsNamedIsDeleted() {
        ObjectRef first = store.put(KEY, Content.json(OURS));
        ObjectRef second = store.put(KEY, Content.json(THEIRS));
        assertThat(store.deleteIf(first)).isFalse();
        assertThat(s3.text(KEY.toString())).isEqualTo("theirs");
        s3.onAnswer(times(1, "DeleteObject", lost()));
        assertThat(store.deleteIf(second)).isTrue();
        assertThat(store.deleteIf(second)).isTrue();
        assertThat(store.head(KEY)).isEmpty();
        store.delete(KEY);
    }

    @Test
    void whatIsNotThereIsNothingUnlessItsBucketIsNot() {
        S3Uri nowhere = S3Uri.parse("s3://nowhere/x");
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.head(KEY)).isEmpty();
        assertThatThrownBy(() -> store.find(nowhere))
                .isInstanceOf(GoneException.class)
                .hasMessage(
                        "Cannot read s3://nowhere/x: there is no bucket nowhere. Create it, or correct the address");
        assertThatThrownBy(() -> store.put(nowhere, Content.json(OURS)))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("there is no bucket nowhere");
        assertThatThrownBy(() -> store.get(KEY, 0, 3))
                .isInstanceOf(GoneException.class)
                .hasMessage("Cannot read s3://b/receipt: it is not there any more. Put it back, or start a new run");
    }

    @Test
    void someBytesOfAnObjectAreReadAlone() {
        s3.store(KEY.toString(), "0123456789");
        assertThat(store.get(KEY, 2, 3)).isEqualTo("234".getBytes(UTF_8));
        assertThat(store.get(KEY, 2, 0)).isEmpty();
        assertThat(s3.ranges).containsExactly("bytes=2-4");
        assertThat(store.get(KEY, 8, 5)).as("it ends before").hasSizeLessThan(5);
        assertThat(store.get(KEY, 1_000, 5)).as("it has ended before").isEmpty();
    }

    @Test
    void aListingHasAllPagesInOrder() {
        for (int i = 0; i < 2_345; i++) {
            s3.store("s3://b/many/" + i, "x");
        }
        s3.onRequest(times(2, "ListObjectsV2", MemoryS3.refusal(503, "SlowDown")));
        List<ObjectRef> listed = new ArrayList<>();
        store.forEach(S3Uri.parse("s3://b/many/"), listed::add);
        assertThat(listed)
                .hasSize(2_345)
                .extracting(object -> object.uri().key())
                .isSorted();
        assertThat(store.list(S3Uri.parse("s3://b/many/1"))).hasSize(1 + 10 + 100 + 1000);
        assertThat(store.first(S3Uri.parse("s3://b/many/"), 2))
                .extracting(object -> object.uri().key())
                .containsExactly("many/0", "many/1");
    }

    @Test
    void everyCallIsTriedAgain() {
        s3.store(KEY.toString(), OURS);
        List<Runnable> calls = List.of(
                () -> store.find(KEY),
                () -> store.head(KEY),
                () -> store.get(KEY, 0, 1),
                () -> store.put(KEY, Content.json(OURS)),
                () -> store.delete(KEY),
                () -> store.first(KEY, 1),
                () -> store.uploads().list(KEY),
                () -> store.uploads().abort(new OpenUpload(KEY, "x")),
                () -> store.uploads().to(KEY).add(Content.json(OURS)));
        for (Runnable call : calls) {
            s3.pauses.clear();
            int[] left = {2};
            s3.onRequest((operation, uri) -> {
                if (left[0]-- > 0) {
                    throw MemoryS3.refusal(503, "SlowDown");
                }
            });
            call.run();
            assertThat(s3.pauses).hasSize(2);
        }
    }

    private static RuntimeException lost() {
        return SdkClientException.create("Unable to execute HTTP request", new IOException("Read timed out"));
    }

    /** Fails an operation so many times. */
    private static BiConsumer<String, String> times(int times, String operation, RuntimeException failure) {
        int[] left = {times};
        return (called, uri) -> {
            if (called.equals(operation) && left[0] > 0) {
                left[0]--;
                throw failure;
            }
        };
    }
}
