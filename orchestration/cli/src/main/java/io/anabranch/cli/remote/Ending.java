package io.anabranch.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.cli.run.Amounts;
import io.anabranch.runtime.run.RunJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** How an execution ended, in words. */
final class Ending {
    private final PrintWriter out;

    Ending(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints the ending; returns the exit code: 0 committed, 1 failed. */
    int print(DescribeExecutionResponse execution) {
        line(execution.name() + " " + words(execution) + took(execution));
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            outputs(execution.output()).forEach(this::line);
            return 0;
        }
        if (execution.error() != null) {
            line(failure(execution));
        }
        return 1;
    }

    static String words(DescribeExecutionResponse execution) {
        return switch (execution.status()) {
            case RUNNING -> "is running";
            case SUCCEEDED -> "has committed";
            case FAILED -> "has failed";
            case TIMED_OUT -> "has timed out";
            case ABORTED -> "was stopped";
            case PENDING_REDRIVE -> "waits to be redriven";
            case UNKNOWN_TO_SDK_VERSION -> "is " + execution.statusAsString();
        };
    }

    static String failure(DescribeExecutionResponse execution) {
        String cause = execution.cause();
        String firstLine = cause == null ? "" : cause.lines().findFirst().orElse("");
        return execution.error() + (firstLine.isBlank() ? "" : ": " + firstLine);
    }

    private static String took(DescribeExecutionResponse execution) {
        return execution.stopDate() == null
                ? ""
                : " after "
                        + Amounts.millis(Duration.between(execution.startDate(), execution.stopDate())
                                .toMillis());
    }

    /** One line for each output of the commit's answer. */
    static List<String> outputs(@Nullable String json) {
        List<String> lines = new ArrayList<>();
        try {
            for (JsonNode output :
                    RunJson.MAPPER.readTree(json == null ? "{}" : json).path("outputs")) {
                long refused = output.path("refused").asLong();
                lines.add("output " + output.path("uri").asText() + ": "
                        + Amounts.count(output.path("parts").asLong()) + " parts, "
                        + Amounts.count(output.path("records").asLong()) + " records, "
                        + Amounts.bytes(output.path("bytes").asLong())
                        + (refused == 0 ? "" : ", " + Amounts.count(refused) + " dead letters"));
            }
        } catch (JsonProcessingException e) {
            lines.add("output " + json);
        }
        return lines;
    }
}
