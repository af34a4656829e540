package io.anabranch.states.clock;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in the order they came, on whatever threads the scheduler has. */
public final class EventLoop implements Executor {
    /** How many tasks run before other loops get their turn. */
    private static final int TURN = 64;

    private final Scheduler scheduler;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public EventLoop(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void execute(Runnable task) {
        queue.add(task);
        if (waiting.getAndIncrement() == 0) {
            scheduler.execute(this::turn);
        }
    }

    private void turn() {
        int done = 0;
        while (done < TURN) {
            Runnable task = queue.poll();
            if (task == null) {
                break;
            }
            done++;
            task.run();
        }
        if (waiting.addAndGet(-done) > 0) {
            scheduler.execute(this::turn);
        }
    }
}
