package io.anabranch.states.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class VirtualSchedulerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void timersGoOffInTheirOrderAndTimeJumps() throws Exception {
        try (VirtualScheduler scheduler = new VirtualScheduler(START)) {
            List<String> order = new ArrayList<>();
            CompletableFuture<Instant> last = new CompletableFuture<>();
            scheduler.execute(() -> {
                scheduler.schedule(Duration.ofDays(2), () -> last.complete(scheduler.now()));
                scheduler.schedule(Duration.ofDays(1), () -> order.add("later"));
                scheduler.schedule(Duration.ofHours(1), () -> order.add("first"));
                scheduler.schedule(Duration.ofDays(1), () -> order.add("and after"));
                scheduler
                        .schedule(Duration.ofHours(2), () -> order.add("never"))
                        .cancel();
            });

            assertThat(last.get(5, TimeUnit.SECONDS)).isEqualTo(START.plus(Duration.ofDays(2)));
            assertThat(order).containsExactly("first", "later", "and after");
        }
    }

    @Test
    void timeStandsStillWhileSomebodyHoldsIt() throws Exception {
        try (VirtualScheduler scheduler = new VirtualScheduler(START)) {
            Scheduler.Hold hold = scheduler.hold();
            CompletableFuture<Instant> rang = new CompletableFuture<>();
            scheduler.schedule(Duration.ofSeconds(1), () -> rang.complete(scheduler.now()));
            CompletableFuture<Boolean> idle = new CompletableFuture<>();
            scheduler.execute(() -> idle.complete(rang.isDone()));

            assertThat(idle.get(5, TimeUnit.SECONDS)).isFalse();
            assertThat(scheduler.now()).isEqualTo(START);
            hold.release();
            hold.release();
            assertThat(rang.get(5, TimeUnit.SECONDS)).isEqualTo(START.plusSeconds(1));
        }
    }
}
