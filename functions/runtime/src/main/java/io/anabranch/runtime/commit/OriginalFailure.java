package io.anabranch.runtime.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.RunJson;
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

    private OriginalFailure() {}

    /**
     * @param failures of attempts of tasks that never got a receipt
     * @param unfinished numbers of tasks of the last stage that have no receipt
     */
    static AbortReport of(AbortRequest request, List<Failure> failures, List<Integer> unfinished) {
        Failure last = failures.stream().max(Failure.BY_TIME).orElse(null);
        if (last != null) {
            return report(last.error(), last.cause() == null ? "" : last.cause());
        }
        String cause = message(request.cause());
        if (request.error().startsWith("States.") && !unfinished.isEmpty()) {
            cause += (cause.isEmpty() ? "" : " ") + unfinished.size() + " tasks have no receipt and left no error ("
                    + unfinished.stream()
                            .limit(TASKS_NAMED)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + (unfinished.size() > TASKS_NAMED ? ", …" : "")
                    + "): they ran out of memory or of time, or were never started";
        }
        return report(request.error(), cause);
    }

    /** The same failure, and what else went wrong at its end. */
    static AbortReport besides(AbortReport report, String problem) {
        return report(report.error(), report.cause().isEmpty() ? problem : report.cause() + ". " + problem);
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
