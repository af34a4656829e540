package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void resultsComeInTheOrderOfTheirNumbers() {
        assertThat(new Parallel(threads).atMost(8).map(1_000, i -> i * i))
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> i * i).toList());
        assertThat(new Parallel(threads).atMost(8).map(0, i -> i)).isEmpty();
    }

    @Test
    void inTheCallersThreadAllIsDoneInOrderUntilAFailure() {
        List<Integer> done = new ArrayList<>();
        assertThatThrownBy(() -> new Parallel(Runnable::run).map(10, i -> {
                    done.add(i);
                    if (i == 3) {
                        throw new IllegalStateException("three");
                    }
                    return i;
                }))
                .hasMessage("three");
        assertThat(done).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theOrderThatIsHandedInIsKept() {
        List<Integer> done = new ArrayList<>();
        Parallel backwards = new Parallel(
                Runnable::run,
                4,
                count -> IntStream.range(0, count).map(i -> count - 1 - i).toArray());
        List<Integer> results = backwards.atMost(3).map(5, i -> {
            done.add(i);
            return 10 * i;
        });
        assertThat(done).containsExactly(4, 3, 2, 1, 0);
        assertThat(results).containsExactly(0, 10, 20, 30, 40);
    }

    @Test
    void withoutAnyThreadTheCallerDoesAll() {
        assertThat(new Parallel(never -> {}).map(100, i -> i)).hasSize(100);
    }

    @Test
    void callsOverlapAndNotMoreThanAreAllowed() throws InterruptedException {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        new Parallel(threads).atMost(4).map(40, i -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            four.countDown();
            await(four);
            underWay.decrementAndGet();
            return i;
        });
        assertThat(most).hasValue(4);
    }

    @Test
    void whenItFailsNothingIsStillUnderWay() {
        AtomicInteger underWay = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        assertThatThrownBy(() -> new Parallel(threads).atMost(2).map(2, i -> {
                    underWay.incrementAndGet();
                    both.countDown();
                    await(both);
                    if (i == 0) {
                        underWay.decrementAndGet();
                        throw new IllegalStateException("zero");
                    }
                    underWay.decrementAndGet();
                    return i;
                }))
                .hasMessage("zero");
        assertThat(underWay).hasValue(0);
    }

    @Test
    void outOfMemoryInAThreadIsOutOfMemoryOfTheCaller() {
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> new Parallel(threads).atMost(8).map(8, i -> {
                    throw memory;
                }))
                .isSameAs(memory);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
