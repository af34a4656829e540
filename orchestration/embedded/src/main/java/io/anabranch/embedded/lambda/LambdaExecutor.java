package io.anabranch.embedded.lambda;

/**
 * Starts execution environments.
 *
 * @see InProcessExecutor
 * @see ProcessExecutor
 */
public abstract sealed class LambdaExecutor permits InProcessExecutor, ProcessExecutor {

    LambdaExecutor() {}

    /**
     * Starts an environment of a function.
     *
     * @throws InitFailedException if it did not come up; the exception holds what the invocation answers
     */
    abstract ExecutionEnvironment start(LambdaFunction function, String functionArn)
            throws InitFailedException, InterruptedException;

    /** Releases what the executor shares between environments; all of them are stopped. */
    abstract void close();
}
