package io.anabranch.runtime.commit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What failed.
 *
 * @param request input of the execution with its name, as the state machine has it; it may be malformed, that may be why it failed
 * @param error name of the error
 * @param cause text, or the JSON that Lambda makes of an exception
 */
public record AbortRequest(JsonNode request, String error, String cause) {}
