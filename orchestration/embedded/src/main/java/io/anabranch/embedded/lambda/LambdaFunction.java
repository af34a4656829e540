package io.anabranch.embedded.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A function: what Lambda knows of it beside its code.
 *
 * @param name its name, without an ARN around it
 * @param handler the handler as Lambda names it: a class, or {@code class::method}
 * @param memoryMegabytes 128 to 10,240
 * @param timeout 1 second to 15 minutes
 * @param environment environment variables; only the process executor can set them
 * @param reservedConcurrency how many invocations it may run at once, or empty for the account's limit
 */
public record LambdaFunction(
        String name,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        OptionalInt reservedConcurrency) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final int MIN_MEMORY = 128;

    private static final int MAX_MEMORY = 10_240;
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);

    public LambdaFunction {
        if (!NAME.matcher(name).matches()) {
            throw invalid("function name", name, "1 to 64 letters, digits, - and _");
        }
        if (memoryMegabytes < MIN_MEMORY || memoryMegabytes > MAX_MEMORY) {
            throw invalid("memory of function " + name, memoryMegabytes, MIN_MEMORY + " to " + MAX_MEMORY + " MB");
        }
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw invalid("timeout of function " + name, timeout, "1 second to 15 minutes");
        }
        if (reservedConcurrency.isPresent() && reservedConcurrency.getAsInt() < 0) {
            throw invalid("reserved concurrency of function " + name, reservedConcurrency.getAsInt(), "0 or more");
        }
        environment = Map.copyOf(environment);
    }

    /** A function with Lambda's defaults: 128 MB and 3 seconds. */
    public static LambdaFunction of(String name, String handler) {
        return new LambdaFunction(name, handler, MIN_MEMORY, Duration.ofSeconds(3), Map.of(), OptionalInt.empty());
    }

    public LambdaFunction withMemory(int megabytes) {
        return new LambdaFunction(name, handler, megabytes, timeout, environment, reservedConcurrency);
    }

    public LambdaFunction withTimeout(Duration newTimeout) {
        return new LambdaFunction(name, handler, memoryMegabytes, newTimeout, environment, reservedConcurrency);
    }

    public LambdaFunction withEnvironment(Map<String, String> variables) {
        return new LambdaFunction(name, handler, memoryMegabytes, timeout, variables, reservedConcurrency);
    }

    public LambdaFunction withReservedConcurrency(int invocations) {
        return new LambdaFunction(name, handler, memoryMegabytes, timeout, environment, OptionalInt.of(invocations));
    }

    private static IllegalArgumentException invalid(String what, Object value, String expected) {
        return new IllegalArgumentException("Invalid " + what + ": " + value + ", expected " + expected);
    }
}
