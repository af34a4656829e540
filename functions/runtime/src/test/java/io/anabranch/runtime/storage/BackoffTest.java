package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class BackoffTest {
    private static final S3Uri URI = S3Uri.parse("s3://b/k");

    @Test
    void pausesAreAnywhereBelowABoundThatDoublesToALimit() {
        Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1), pause -> {}, new Random(7));
        long[] bounds = {100, 200, 400, 800, 1_000, 1_000, 1_000};
        for (int failures = 1; failures <= bounds.length; failures++) {
            long least = Long.MAX_VALUE;
            long most = 0;
            for (int i = 0; i < 2_000; i++) {
                long pause = backoff.pause(failures).toMillis();
                least = Math.min(least, pause);
                most = Math.max(most, pause);
            }
            assertThat(least).isLessThan(bounds[failures - 1] / 20);
            assertThat(most).isBetween(bounds[failures - 1] * 19 / 20, bounds[failures - 1]);
        }
        assertThat(backoff.pause(1_000)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theSameSeedGivesTheSamePauses() {
        assertThat(pauses(5)).isEqualTo(pauses(5)).isNotEqualTo(pauses(6));
    }

    private static List<Duration> pauses(int seed) {
        List<Duration> pauses = new ArrayList<>();
        Backoff backoff = Backoff.standard(pauses::add, new Random(seed));
        TestS3 s3 = new TestS3();
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(503, "SlowDown");
        });
        assertThatThrownBy(() -> new ObjectStore(s3, backoff).find(URI)).isInstanceOf(TransientException.class);
        assertThat(s3.calls).isEmpty();
        assertThat(pauses).hasSize(4);
        return pauses;
    }

    @Test
    void aThreadThatIsToldToStopStops() {
        TestS3 s3 = new TestS3();
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(503, "SlowDown");
        });
        Backoff told = Backoff.standard(
                pause -> {
                    throw new InterruptedException();
                },
                new Random(1));
        assertThatThrownBy(() -> new ObjectStore(s3, told).find(URI))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot read s3://b/k: this thread was told to stop");
        assertThat(Thread.interrupted()).isTrue();
        s3.onRequest((operation, uri) -> {
            throw AbortedException.create("interrupted");
        });
        assertThatThrownBy(() -> s3.store().find(URI)).isInstanceOf(TransientException.class);
        assertThat(s3.pauses).isEmpty();
    }
}
