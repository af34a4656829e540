package io.anabranch.handlers;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the functions of a run are told by their environment.
 *
 * @param work folder of the runs' own objects: {@code ANABRANCH_WORK}
 * @param maxConcurrency tasks at once of a run that says nothing else: {@code ANABRANCH_MAX_CONCURRENCY}, or null
 */
public record Settings(S3Uri work, @Nullable Integer maxConcurrency) {
    /** @throws InputException if a variable is missing or malformed */
    public static Settings of(Map<String, String> environment) {
        return new Settings(
                S3Uri.inS3(required(environment, "ANABRANCH_WORK")), number(environment, "ANABRANCH_MAX_CONCURRENCY"));
    }

    static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new InputException(
                    "Invalid environment: no " + name + ". Set it on the function, as template.yaml does",
                    Where.UNKNOWN);
        }
        return value;
    }

    private static @Nullable Integer number(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw new InputException(
                    "Invalid " + name + ": '" + value + "', expected a whole number", Where.UNKNOWN, e);
        }
    }
}
