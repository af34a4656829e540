package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.DeniedException;
import io.anabranch.error.InputException;
import io.anabranch.error.TransientException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectInputTest {
    private final TestS3 s3 = new TestS3();

    @Test
    void anOrdinarySplitTakesOneRequestPinnedToTheVersion() {
        ObjectRef object = s3.put("a.txt", random(100_000));

        byte[] read = read(object, 10, 20_000);

        assertThat(read).isEqualTo(Arrays.copyOfRange(random(100_000), 10, 20_010));
        assertThat(s3.ranges).containsExactly("bytes=10-" + (20_000 + (64 << 10) - 1));
    }

    @Test
    void readingBeyondTheExpectedEndGoesOnInGrowingRanges() throws Exception {
        byte[] bytes = random(5 << 20);
        ObjectRef object = s3.put("a.txt", bytes);

        try (ObjectInput in = s3.store().open(object, 0, 1)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(s3.ranges).hasSize(4);
    }

    @Test
    void aDroppedConnectionGoesOnWhereItDropped() throws Exception {
        byte[] bytes = random(10_000);
        ObjectRef object = s3.put("a.txt", bytes);
        s3.dropAfter = 999;
        s3.drops.set(100);

        try (ObjectInput in = s3.store().open(object, 0, 10_000)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(s3.ranges).hasSize(11).element(1).isEqualTo("bytes=999-9999");
    }

    @Test
    void anAnswerThatEndsEarlyIsNotTakenForTheEnd() {
        ObjectRef object = s3.put("a.txt", random(100));
        ObjectRef longer = new ObjectRef(object.uri(), object.etag(), 200);

        assertThatThrownBy(() -> read(longer, 0, 200))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot read s3://bucket/a.txt: it is shorter than when the run was planned. Start a new run");
    }

    @Test
    void aReplacedObjectFailsLoudly() {
        ObjectRef object = s3.put("a.txt", random(100));
        s3.put("a.txt", random(101));

        assertThatThrownBy(() -> read(object, 0, 100))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read s3://bucket/a.txt: it changed while the run was reading it. Start a new run");
    }

    @Test
    void givesUpAfterSomeFailuresInARow() {
        ObjectRef object = s3.put("a.txt", random(100));
        refuseWith(503, "SlowDown");

        assertThatThrownBy(() -> read(object, 0, 100))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith(
                        "Cannot read s3://bucket/a.txt: the connection failed 3 times in a row at byte 0");
    }

    @Test
    void aDeniedReadNamesThePermission() {
        ObjectRef object = s3.put("a.txt", random(100));
        refuseWith(403, "AccessDenied");

        assertThatThrownBy(() -> read(object, 0, 100))
                .isInstanceOf(DeniedException.class)
                .hasMessage("Cannot read s3://bucket/a.txt: access denied."
                        + " Allow s3:GetObject on it to the role of this function");
    }

    @Test
    void anEmptyObjectTakesNoRequest() {
        assertThat(read(s3.put("a.txt", new byte[0]), 0, 0)).isEmpty();
        assertThat(s3.ranges).isEmpty();
    }

    private void refuseWith(int status, String code) {
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(status, code);
        });
    }

    private byte[] read(ObjectRef object, long start, int count) {
        try (ObjectInput in = s3.store().open(object, start, start + count - start)) {
            byte[] bytes = new byte[count];
            int filled = 0;
            for (int n = 0; filled < count && n >= 0; filled += Math.max(0, n)) {
                n = in.read(bytes, filled, count - filled);
            }
            return bytes;
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
