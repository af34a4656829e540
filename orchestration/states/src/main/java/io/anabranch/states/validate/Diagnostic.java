package io.anabranch.states.validate;

import org.jspecify.annotations.Nullable;

/**
 * One problem of a definition, in the shape of ValidateStateMachineDefinition.
 *
 * @param code such as {@code SCHEMA_VALIDATION_FAILED}
 * @param message what is wrong, as AWS words it where its wording is known
 * @param location a JSON pointer into the definition, or the place in the text; null for the definition as a whole
 * @param suggestion how to mend it, null when nothing comes to mind
 */
public record Diagnostic(
        Severity severity,
        String code,
        String message,
        @Nullable String location,
        @Nullable String suggestion) {
    /** How bad it is, the worst first. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
