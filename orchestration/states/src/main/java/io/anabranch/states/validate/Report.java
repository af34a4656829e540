package io.anabranch.states.validate;

import io.anabranch.states.validate.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects problems, up to a number that nobody reads to the end of. */
final class Report {
    static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";
    static final String TRANSITION = "MISSING_TRANSITION_TARGET";

    private static final int MOST = 500;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Severity least;

    Report(Severity least) {
        this.least = least;
    }

    void error(String code, String message, @Nullable String location, @Nullable String suggestion) {
        add(new Diagnostic(Severity.ERROR, code, message, location, suggestion));
    }

    void warning(String code, String message, String location, @Nullable String suggestion) {
        add(new Diagnostic(Severity.WARNING, code, message, location, suggestion));
    }

    private void add(Diagnostic diagnostic) {
        if (!full() && diagnostic.severity().compareTo(least) <= 0) {
            diagnostics.add(diagnostic);
        }
    }

    /** Whether there is no use in looking on. */
    boolean full() {
        return diagnostics.size() >= MOST;
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }
}
