package io.anabranch.runtime.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the caller of a run may set; null takes the default of {@link Limits}. */
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

    Options withMaxConcurrency(int tasks) {
        return new Options(
                splitBytes, objectCostBytes, reduceBytes, memoryBytes, broadcastBytes, deadLetters, tasks, overwrite);
    }

    /** Whether an output that exists is replaced. */
    public boolean replaces() {
        return Boolean.TRUE.equals(overwrite);
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
