package io.anabranch.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Stops an expression that goes too deep or takes too long. AWS gives it a second; here that is a second of work, so that a
 * busy machine fails nothing that an idle one would not.
 */
final class Bounds {
    /** AWS overflows at some hundred levels: a sum of 200 terms is too deep for it. */
    private static final int MAX_DEPTH = 100;

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The clock is looked at once in so many steps. */
    private static final int STEPS_BETWEEN = 256;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long started = System.nanoTime();
    private final long workBefore = work();
    private int depth;
    private int steps;

    private Bounds() {}

    /** Bounds one evaluation, which begins now on this thread. */
    static void set(Jsonata.Frame frame) {
        Bounds bounds = new Bounds();
        frame.setEvaluateEntryCallback((expression, input, scope) -> bounds.enter());
        frame.setEvaluateExitCallback((expression, input, scope, result) -> bounds.leave());
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new JException(
                    "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as"
                            + " tail-recursive.",
                    -1);
        }
        if (++steps % STEPS_BETWEEN == 0
                && System.nanoTime() - started > TIMEOUT_NANOS
                && work() - workBefore > TIMEOUT_NANOS) {
            throw new JException("Expression evaluation timeout: Check for infinite loop", -1);
        }
    }

    private void leave() {
        depth--;
    }

    private static long work() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
