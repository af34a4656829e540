package io.anabranch.states.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * Time that jumps: when nothing is left to do now, the clock is set to the next timer. One thread does everything, in an
 * order that depends on nothing but what was asked for, so that the same run happens the same way again.
 *
 * <p>While somebody holds the clock ({@link #hold()}) it stands still and the thread waits for news.
 */
public final class VirtualScheduler implements Scheduler {
    private final Object lock = new Object();
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Thread thread;
    private Instant now;
    private long count;
    private int holds;
    private boolean closed;

    /** @param start what time it is at first */
    public VirtualScheduler(Instant start) {
        this.now = start;
        this.thread = new Thread(this::run, "states-virtual-time");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            ready.add(task);
            lock.notifyAll();
        }
    }

    /** On the one thread there is: what blocks, blocks everything, and the order stays the same. */
    @Override
    public void executeBlocking(Runnable task) {
        execute(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        synchronized (lock) {
            Timer timer = new Timer(now.plus(delay.isNegative() ? Duration.ZERO : delay), count++, task);
            timers.add(timer);
            lock.notifyAll();
            return () -> cancel(timer);
        }
    }

    private void cancel(Timer timer) {
        synchronized (lock) {
            timers.remove(timer);
        }
    }

    @Override
    public Hold hold() {
        synchronized (lock) {
            holds++;
        }
        return new Released();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    @SuppressWarnings("NullAway") // null ends the thread
    private Runnable next() {
        synchronized (lock) {
            while (!closed) {
                Runnable task = ready.poll();
                if (task != null) {
                    return task;
                }
                if (holds == 0 && !timers.isEmpty()) {
                    Timer timer = timers.remove();
                    now = timer.at();
                    return timer.task();
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    return null;
                }
            }
            return null;
        }
    }

    private final class Released implements Hold {
        private boolean released;

        @Override
        public void release() {
            synchronized (lock) {
                if (!released) {
                    released = true;
                    holds--;
                    lock.notifyAll();
                }
            }
        }
    }

    /** @param order breaks ties: of two timers of the same moment the older goes first */
    private record Timer(Instant at, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }
}
