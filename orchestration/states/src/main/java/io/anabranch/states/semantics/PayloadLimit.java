package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.TaskResource;
import java.util.Map;

/**
 * How much a state's input, result or output may hold.
 *
 * @param bytes of compact JSON in UTF-8
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
public record PayloadLimit(int bytes) {
    /** AWS's: 256 KiB. */
    public static final PayloadLimit AWS = new PayloadLimit(256 * 1024);

    /**
     * What a state made of its input: by Parameters or Arguments (Step Functions Developer Guide, Handling errors), or as
     * its output.
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void check(String state, JsonNode payload) {
        if (PayloadSize.exceeds(payload, bytes)) {
            throw new StatesError(
                    StatesError.DATA_LIMIT_EXCEEDED,
                    "The state/task '" + state
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
    }

    /**
     * The variables that a state assigns, all together (Step Functions Developer Guide, Passing data between states with
     * variables). AWS's wording is not known.
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void checkVariables(String state, Map<String, JsonNode> variables) {
        long left = bytes;
        for (JsonNode value : variables.values()) {
            left -= PayloadSize.count(value, left);
            if (left < 0) {
                throw new StatesError(
                        StatesError.DATA_LIMIT_EXCEEDED,
                        "The state '" + state
                                + "' assigns variables with a size exceeding the maximum number of bytes service limit.");
            }
        }
    }

    /**
     * A result that a task was answered with.
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void check(TaskResource resource, JsonNode result) {
        check(resource.kind() == TaskResource.Kind.SERVICE ? resource.service() : resource.arn(), result);
    }
}
