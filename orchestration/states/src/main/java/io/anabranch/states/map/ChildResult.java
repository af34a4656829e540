package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a child that ended, or never started.
 *
 * @param status as DescribeExecution names it, or {@code PENDING}
 * @param output null unless it succeeded
 * @param started null when it never did
 * @param redriveStatusReason null when it can be redriven
 */
public record ChildResult(
        @Nullable String executionArn,
        @Nullable String name,
        String stateMachineArn,
        String status,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause,
        @Nullable Instant started,
        @Nullable Instant stopped,
        int redriveCount,
        String redriveStatus,
        @Nullable String redriveStatusReason) {
    /** The record that {@code Transformation: NONE} writes: payloads as texts, members in AWS's order. */
    ObjectNode toRecord() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "Cause", cause);
        put(json, "Error", error);
        put(json, "ExecutionArn", executionArn);
        json.put("Input", input.toString());
        json.putObject("InputDetails").put("Included", true);
        put(json, "Name", name);
        if (output != null) {
            json.put("Output", output.toString());
        }
        json.putObject("OutputDetails").put("Included", true);
        json.put("RedriveCount", redriveCount);
        json.put("RedriveStatus", redriveStatus);
        put(json, "RedriveStatusReason", redriveStatusReason);
        put(json, "StartDate", started == null ? null : started.toString());
        json.put("StateMachineArn", stateMachineArn);
        json.put("Status", status);
        put(json, "StopDate", stopped == null ? null : stopped.toString());
        return json;
    }

    private static void put(ObjectNode json, String member, @Nullable String value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
