package io.anabranch.embedded.lambda;

import java.time.Duration;
import java.util.OptionalLong;

/** Where one function runs, one invocation at a time. */
interface ExecutionEnvironment {

    /** How long it took to start. */
    Duration initTime();

    /**
     * Runs an invocation to its end, or to its deadline.
     *
     * @throws InterruptedException if the caller was interrupted; the environment is not to be used again
     */
    Outcome invoke(Invocation invocation) throws InterruptedException;

    /** Whether it can take an invocation; one that died while it was idle cannot. */
    boolean isAlive();

    /** The most memory it has held so far, in bytes, where that is known. */
    OptionalLong maxMemoryBytes();

    /** The last lines it logged, up to Lambda's 4 KB. */
    String logTail() throws InterruptedException;

    /** Ends it, whatever it is doing. */
    void stop();
}
