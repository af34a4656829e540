package io.anabranch.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.cli.UsageException;
import io.anabranch.error.AnabranchException;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.RunJson;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** The request that an execution was started with. */
final class ExecutionInput {
    private ExecutionInput() {}

    static String json(PlanRequest request) {
        return new String(RunJson.bytes(request), StandardCharsets.UTF_8);
    }

    /** @throws UsageException if the execution is not one of ours */
    static PlanRequest of(DescribeExecutionResponse execution) {
        try {
            PlanRequest request = RunJson.read(String.valueOf(execution.input()), PlanRequest.class, "its input");
            return new PlanRequest(
                    request.pipeline(),
                    request.params(),
                    request.runId() == null ? execution.name() : request.runId(),
                    null,
                    request.options());
        } catch (AnabranchException e) {
            throw new UsageException(
                    "Cannot take " + execution.executionArn() + " for a run: " + e.problem()
                            + ". Name an execution of an Anabranch state machine",
                    e);
        }
    }

    /** Whether two inputs are the same JSON. */
    static boolean isSame(String one, String other) {
        try {
            JsonNode first = RunJson.MAPPER.readTree(one);
            return first.equals(RunJson.MAPPER.readTree(other));
        } catch (JsonProcessingException e) {
            return one.equals(other);
        }
    }
}
