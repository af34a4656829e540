package io.anabranch.runtime.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the caller of a run may set; null takes the default of {@link Limits}. Begin with {@link #NONE}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Options(
        @Nullable Long splitBytes,
        @Nullable Long objectCostBytes,
        @Nullable Long reduceBytes,
        @Nullable Long memoryBytes,
        @Nullable Long broadcastBytes,
        @Nullable Long deadLetters,
        @Nullable Integer maxConcurrency,
        @Nullable Boolean overwrite) {
    /** Nothing set. */
    public static final Options NONE = new Options(null, null, null, null, null, null, null, null);

    /** @throws io.anabranch.error.InputException if a value is out of its range */
    public Limits limits() {
        Limits defaults = Limits.DEFAULTS;
        return new Limits(
                or(splitBytes, defaults.splitBytes()),
                or(objectCostBytes, defaults.objectCostBytes()),
                or(reduceBytes, defaults.reduceBytes()),
                or(memoryBytes, defaults.memoryBytes()),
                or(broadcastBytes, defaults.broadcastBytes()),
                or(deadLetters, defaults.deadLetters()),
                maxConcurrency == null ? defaults.maxConcurrency() : maxConcurrency);
    }

    /** Whether an output that exists is replaced. */
    public boolean replaces() {
        return Boolean.TRUE.equals(overwrite);
    }

    public Options withSplitBytes(@Nullable Long value) {
        return new Options(
                value,
                objectCostBytes,
                reduceBytes,
                memoryBytes,
                broadcastBytes,
                deadLetters,
                maxConcurrency,
                overwrite);
    }

    public Options withObjectCostBytes(@Nullable Long value) {
        return new Options(
                splitBytes, value, reduceBytes, memoryBytes, broadcastBytes, deadLetters, maxConcurrency, overwrite);
    }

    public Options withReduceBytes(@Nullable Long value) {
        return new Options(
                splitBytes,
                objectCostBytes,
                value,
                memoryBytes,
                broadcastBytes,
                deadLetters,
                maxConcurrency,
                overwrite);
    }

    public Options withMemoryBytes(@Nullable Long value) {
        return new Options(
                splitBytes,
                objectCostBytes,
                reduceBytes,
                value,
                broadcastBytes,
                deadLetters,
                maxConcurrency,
                overwrite);
    }

    public Options withBroadcastBytes(@Nullable Long value) {
        return new Options(
                splitBytes, objectCostBytes, reduceBytes, memoryBytes, value, deadLetters, maxConcurrency, overwrite);
    }

    public Options withDeadLetters(@Nullable Long value) {
        return new Options(
                splitBytes,
                objectCostBytes,
                reduceBytes,
                memoryBytes,
                broadcastBytes,
                value,
                maxConcurrency,
                overwrite);
    }

    public Options withMaxConcurrency(@Nullable Integer value) {
        return new Options(
                splitBytes, objectCostBytes, reduceBytes, memoryBytes, broadcastBytes, deadLetters, value, overwrite);
    }

    public Options withOverwrite(@Nullable Boolean value) {
        return new Options(
                splitBytes,
                objectCostBytes,
                reduceBytes,
                memoryBytes,
                broadcastBytes,
                deadLetters,
                maxConcurrency,
                value);
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
