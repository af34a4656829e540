package io.anabranch.testkit.disasters;

import io.anabranch.states.clock.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, and what time. Time stands still while somebody is at work and jumps to the next turn when its owner pauses, so that
 * what happens and when follows from what was asked for alone.
 *
 * <p>One thread at a time is at work: an activity's, or the driver's, which is the one that calls {@link #run}. Whoever has the turn
 * looks for the next one itself, and calls another thread only if that is another's. The state machine's own turns need no thread.
 */
final class Turns implements Scheduler {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Workers workers;
    private final long mostTurns;
    private final Duration mostTime;
    private final Worker driver = new Worker();
    private final PriorityQueue<Turn> queue = new PriorityQueue<>();
    private long now;
    private long order;
    private @Nullable Activity current;
    private @Nullable String broken;

    /**
     * @param mostTurns after which the world is taken to turn in a circle
     * @param mostTime after which it is taken to wait for ever
     */
    Turns(Workers workers, long mostTurns, Duration mostTime) {
        this.workers = workers;
        this.mostTurns = mostTurns;
        this.mostTime = mostTime;
    }

    /** @param order breaks ties: of two turns of the same moment the older goes first */
    private record Turn(
            long at,
            long order,
            @Nullable Runnable task,
            @Nullable Activity activity) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Lets the world go on until nothing is left to do. */
    void run() {
        go(driver);
    }

    /** Why the world was ended before all was done: null if it was not. */
    @Nullable
    String broken() {
        return broken;
    }

    /** Nanoseconds since the {@link #BEGINNING}. */
    long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return BEGINNING.plusNanos(now);
    }

    /** Who is at work. */
    Activity current() {
        Activity activity = current;
        if (activity == null) {
            throw new IllegalStateException("Cannot act in the simulated world outside of an activity");
        }
        return activity;
    }

    /** Begins an activity after a while. */
    void begin(Duration after, Activity activity) {
        add(after.toNanos(), null, activity);
    }

    /**
     * Whoever is at work lets the others go on for a while.
     *
     * @throws Killed if it is not to go on itself
     */
    void pause(Duration time) {
        Activity me = current();
        if (broken != null) {
            me.kill(new Killed("the simulation is over"));
        }
        if (me.fate() == null) {
            long end = Math.min(now + time.toNanos(), me.deadline());
            add(end - now, null, me);
            Worker mine = me.worker();
            if (mine == null) {
                throw new IllegalStateException("Cannot pause: " + me + " is not at work");
            }
            go(mine);
            current = me;
            if (now >= me.deadline()) {
                me.kill(new Killed("Sandbox.Timedout"));
            }
        }
        Killed fate = me.fate();
        if (fate != null) {
            throw fate;
        }
    }

    /** Does the activities that fall to this worker; returns who has the turn after that. */
    Worker work(Worker worker) {
        Worker next = worker;
        while (next == worker) {
            Activity activity = current();
            try {
                activity.body().run();
            } catch (Killed killed) {
                // It is gone, which is what was wanted.
            } catch (RuntimeException | Error e) {
                fail(activity + " failed outside of what it simulates: " + e);
            }
            next = next(worker);
        }
        return next;
    }

    private void go(Worker mine) {
        Worker next = next(null);
        if (next != mine) {
            next.call();
            mine.await();
        }
    }

    /** @param free a worker that has nothing to do; null for none */
    private Worker next(@Nullable Worker free) {
        for (Turn turn = queue.poll(); turn != null; turn = queue.poll()) {
            now = Math.max(now, turn.at());
            if (broken == null && (turn.order() > mostTurns || now > mostTime.toNanos())) {
                fail("the world did not come to rest: " + turn.order() + " turns, " + Duration.ofNanos(now));
            }
            Activity activity = turn.activity();
            if (activity != null && (broken == null || activity.worker() != null)) {
                current = activity;
                Worker worker = activity.worker();
                if (worker == null) {
                    worker = free == null ? workers.idle(this) : free;
                    activity.runOn(worker);
                }
                return worker;
            }
            Runnable task = turn.task();
            if (task != null && broken == null) {
                current = null;
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    fail("a turn of nobody failed: " + e);
                }
            }
        }
        current = null;
        return driver;
    }

    private void fail(String why) {
        if (broken == null) {
            broken = why;
            queue.forEach(turn -> {
                if (turn.activity() != null) {
                    turn.activity().kill(new Killed("the simulation is over"));
                }
            });
        }
    }

    private Turn add(long delay, @Nullable Runnable task, @Nullable Activity activity) {
        Turn turn = new Turn(now + Math.max(0, delay), order++, task, activity);
        queue.add(turn);
        return turn;
    }

    @Override
    public void execute(Runnable task) {
        add(0, task, null);
    }

    /** Reading the items of a Map happens at once: its only caller is the state machine, whose service AWS runs. */
    @Override
    public void executeBlocking(Runnable task) {
        execute(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Turn turn = add(delay.toNanos(), task, null);
        return () -> queue.remove(turn);
    }

    /** Time does not jump over anybody. */
    @Override
    public Hold hold() {
        return Hold.NONE;
    }

    @Override
    public void close() {
        queue.clear();
    }
}
