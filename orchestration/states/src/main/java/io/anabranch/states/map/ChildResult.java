package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Outcome;
import io.anabranch.states.map.MapRunState.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a child that ended, or never started.
 *
 * @param stateMachineArn the machine it runs as
 * @param run null when it never started
 */
record ChildResult(
        String stateMachineArn,
        Standing standing,
        JsonNode input,
        @Nullable Run run) {
    /**
     * A child that started.
     *
     * @param outcome null when it was told to stop and has not stopped yet
     */
    record Run(
            String executionArn,
            String name,
            @Nullable Outcome outcome,
            @Nullable Instant started,
            @Nullable Instant stopped,
            int redriveCount) {
        static Run of(ChildExecution child) {
            return new Run(
                    child.arn(),
                    child.name(),
                    child.outcome(),
                    child.startDate(),
                    child.stopDate(),
                    child.redriveCount());
        }
    }

    /** Null unless it succeeded. */
    @Nullable
    JsonNode output() {
        return run == null || run.outcome() == null ? null : run.outcome().output();
    }

    /** The record that {@code Transformation: NONE} writes: payloads as texts, members in AWS's order. */
    ObjectNode toRecord() {
        Outcome outcome = run == null ? null : run.outcome();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "Cause", outcome == null ? null : outcome.cause());
        put(json, "Error", outcome == null ? null : outcome.error());
        put(json, "ExecutionArn", run == null ? null : run.executionArn());
        json.put("Input", input.toString());
        json.putObject("InputDetails").put("Included", true);
        put(json, "Name", run == null ? null : run.name());
        JsonNode output = output();
        if (output != null) {
            json.put("Output", output.toString());
        }
        json.putObject("OutputDetails").put("Included", true);
        json.put("RedriveCount", run == null ? 0 : run.redriveCount());
        redrivable(json);
        put(
                json,
                "StartDate",
                run == null || run.started() == null ? null : run.started().toString());
        json.put("StateMachineArn", stateMachineArn);
        json.put("Status", standing.name());
        put(
                json,
                "StopDate",
                run == null || run.stopped() == null ? null : run.stopped().toString());
        return json;
    }

    private void redrivable(ObjectNode json) {
        switch (standing) {
            case SUCCEEDED ->
                json.put("RedriveStatus", "NOT_REDRIVABLE")
                        .put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
            case PENDING ->
                json.put("RedriveStatus", "NOT_REDRIVABLE").put("RedriveStatusReason", "Execution has not started");
            default -> json.put("RedriveStatus", "REDRIVABLE_BY_MAP_RUN");
        }
    }

    private static void put(ObjectNode json, String member, @Nullable String value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
