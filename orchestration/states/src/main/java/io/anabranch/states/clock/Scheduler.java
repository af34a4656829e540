package io.anabranch.states.clock;

import java.time.Duration;
import java.time.Instant;

/** Where executions get their time and their turns. Thread-safe. */
public interface Scheduler extends AutoCloseable {
    Instant now();

    /** Runs the task soon. Tasks of one caller may run at the same time as each other, and out of order. */
    void execute(Runnable task);

    /** Runs the task on a thread that may block: reading an object, calling a service. */
    void executeBlocking(Runnable task);

    /** Runs the task when the delay is over, unless it is cancelled first. */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * Says that somebody outside is at work whose answer has to come before time may jump. A clock that does not jump
     * needs no holding.
     */
    Hold hold();

    /** Ends every thread of the scheduler; tasks that did not start will not. */
    @Override
    void close();

    /** Something that can be called off. Calling off twice, or too late, does nothing. */
    @FunctionalInterface
    interface Cancellable {
        void cancel();
    }

    /** Work outside. Releasing twice does nothing. */
    @FunctionalInterface
    interface Hold {
        Hold NONE = () -> {};

        void release();
    }
}
