package io.anabranch.runtime.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what a run failed of. A Map says only that children failed; the tasks themselves have written down why, unless they ran
 * out of time or memory.
 */
final class OriginalFailure {
    /** A Fail state takes 32,768 characters of cause (Step Functions API); this also leaves room in the payload. */
    private static final int CAUSE_CHARACTERS = 8_000;

    private static final int TASKS_NAMED = 10;

    /** What Lambda and Step Functions call the end of a process. */
    private static final List<String> ENDED =
            List.of("Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout", "Lambda.Unknown");

    private OriginalFailure() {}

    /**
     * Of a Map.
     *
     * @param failures of attempts of tasks that never got a receipt
     * @param unfinished numbers of tasks of the step that have no receipt
     */
    static AbortReport of(AbortRequest request, Step step, List<Failure> failures, List<Integer> unfinished) {
        Failure last = failures.stream().max(Failure.BY_TIME).orElse(null);
        if (last != null) {
            return report(last.error(), last.cause() == null ? "" : last.cause());
        }
        String cause = message(request.cause());
        return report(request.error(), unfinished.isEmpty() ? cause : ended(step, unfinished, cause));
    }

    /** Processes that ended without a word of their own. */
    private static String ended(Step step, List<Integer> unfinished, String cause) {
        String function = step.kind() == StepKind.MAP ? "map" : "reduce";
        String tasks =
                unfinished.stream().limit(TASKS_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                        + (unfinished.size() > TASKS_NAMED ? ", …" : "");
        return "Cannot finish function " + function + ": " + unfinished.size()
                + " tasks have no receipt and left no error (stage " + step.stage() + ", " + tasks
                + "): they were killed, ran out of memory or of time, or were never started. Raise "
                + (step.kind() == StepKind.MAP ? "MapMemory" : "ReduceMemory")
                + " or LargeMemory of the stack, or make the splits smaller; on one machine, run it without --lambda process"
                + (cause.isEmpty() ? "" : ". " + cause);
    }

    /** What the state machine says of a function. */
    static AbortReport of(AbortRequest request) {
        return report(request.error(), message(request.cause()));
    }

    /** The same failure, and what else went wrong at its end. */
    static AbortReport besides(AbortReport report, List<String> problems) {
        return problems.isEmpty() ? report : report(report.error(), sentences(report.cause(), problems));
    }

    private static String sentences(String cause, List<String> problems) {
        String all = String.join(". ", problems);
        return cause.isEmpty() ? all : cause.substring(0, Math.min(cause.length(), CAUSE_CHARACTERS / 2)) + ". " + all;
    }

    /**
     * Names the function whose process ended without a word of its own, and what to do about it; any other failure says it itself. It is none
     * that runs tasks: what these end of, their Map does not say.
     *
     * @param function which one, without the stack's prefix
     */
    static AbortReport naming(String function, AbortReport report) {
        return ENDED.contains(report.error())
                ? report(
                        report.error(),
                        "Cannot finish function " + function + ": " + report.cause()
                                + ". Most often it had too little memory, or time: raise LightMemory or"
                                + " LightTimeout of the stack, or, on one machine, run it without --lambda process")
                : report;
    }

    /** The message of an exception that Lambda reported, or the text itself. */
    static String message(String cause) {
        if (cause.startsWith("{")) {
            try {
                JsonNode message = RunJson.MAPPER.readTree(cause).path("errorMessage");
                return message.isTextual() ? message.textValue() : cause;
            } catch (JsonProcessingException e) {
                return cause;
            }
        }
        return cause;
    }

    private static AbortReport report(String error, String cause) {
        return new AbortReport(
                error, cause.length() > CAUSE_CHARACTERS ? cause.substring(0, CAUSE_CHARACTERS) + "…" : cause);
    }
}
