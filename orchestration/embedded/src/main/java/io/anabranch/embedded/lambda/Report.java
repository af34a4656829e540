package io.anabranch.embedded.lambda;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Lambda says of an invocation in its REPORT line.
 *
 * @param init the time the environment took to start; empty for a warm one
 * @param duration the time from the event's delivery to the answer
 * @param maxMemoryBytes the most memory the environment's process has held so far; empty in-process, where it has none of its own
 * @param failed whether the answer carries a {@code FunctionError}
 */
public record Report(
        String functionName,
        String requestId,
        Optional<Duration> init,
        Duration duration,
        int memoryMegabytes,
        OptionalLong maxMemoryBytes,
        boolean failed) {

    public boolean isColdStart() {
        return init.isPresent();
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tMemory Size: %d MB",
                requestId,
                duration.toNanos() / 1e6,
                memoryMegabytes));
        maxMemoryBytes.ifPresent(bytes -> line.append("\tMax Memory Used: ")
                .append((bytes + (1 << 20) - 1) >> 20)
                .append(" MB"));
        init.ifPresent(
                time -> line.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", time.toNanos() / 1e6)));
        return line.toString();
    }
}
