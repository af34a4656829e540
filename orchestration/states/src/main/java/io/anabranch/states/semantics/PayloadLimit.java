package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.TaskResource;

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
     * What a state's Parameters or Arguments made of its input (Step Functions Developer Guide, Handling errors).
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void checkInput(String state, JsonNode input) {
        check(state, input);
    }

    /**
     * An output that a state made.
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void checkOutput(String state, JsonNode output) {
        check(state, output);
    }

    /**
     * A result that a task was answered with.
     *
     * @throws StatesError States.DataLimitExceeded
     */
    public void checkResult(TaskResource resource, JsonNode result) {
        check(resource.kind() == TaskResource.Kind.SERVICE ? resource.service() : resource.arn(), result);
    }

    private void check(String source, JsonNode payload) {
        if (PayloadSize.exceeds(payload, bytes)) {
            throw new StatesError(
                    StatesError.DATA_LIMIT_EXCEEDED,
                    "The state/task '" + source
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
    }
}
