package io.anabranch.embedded.lambda;

import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;

/**
 * Who may run: the account's concurrency, of which functions can reserve a part for themselves, refuses; the machine's workers make
 * wait.
 */
final class Admission {
    private final Semaphore account;
    private final Semaphore workers;

    Admission(int concurrency, int workers) {
        this.account = new Semaphore(concurrency);
        this.workers = new Semaphore(workers, true);
    }

    OfFunction of(LambdaFunction function) {
        return function.reservedConcurrency().isPresent()
                ? new OfFunction(
                        new Semaphore(function.reservedConcurrency().getAsInt()),
                        ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED,
                        workers)
                : new OfFunction(account, ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED, workers);
    }

    /** The gate of one function. */
    record OfFunction(Semaphore concurrency, ThrottleReason reason, Semaphore workers) {

        void enter() throws InterruptedException {
            if (!concurrency.tryAcquire()) {
                throw LambdaErrors.throttled(reason);
            }
            try {
                workers.acquire();
            } catch (InterruptedException e) {
                concurrency.release();
                throw e;
            }
        }

        void leave() {
            workers.release();
            concurrency.release();
        }
    }
}
