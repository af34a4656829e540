package io.anabranch.testkit.disasters;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Threads for activities, used again by one world after the other. For worlds that follow each other; two at a time have two of these.
 */
final class Workers implements AutoCloseable {
    private final Deque<Hired> idle = new ArrayDeque<>();
    private volatile boolean closed;

    /** A thread of the pool, and what it does when it is called: an activity, or nothing if it is to end. */
    private static final class Hired {
        final Worker worker = new Worker();

        @Nullable
        Turns turns;
    }

    /** A worker that has nothing to do. When it is called it goes on with the turns. */
    Worker idle(Turns turns) {
        Hired hired = idle.poll();
        if (hired == null) {
            hired = new Hired();
            Thread thread = new Thread(running(hired), "simulated");
            thread.setDaemon(true);
            thread.start();
        }
        hired.turns = turns;
        return hired.worker;
    }

    private Runnable running(Hired hired) {
        return () -> {
            for (hired.worker.await(); !closed; hired.worker.await()) {
                Turns turns = hired.turns;
                if (turns != null) {
                    Worker next = turns.work(hired.worker);
                    // Before the call: only whoever has the turn touches the pool.
                    idle.push(hired);
                    next.call();
                }
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        idle.forEach(hired -> hired.worker.call());
    }
}
