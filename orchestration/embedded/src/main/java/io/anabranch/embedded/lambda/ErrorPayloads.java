package io.anabranch.embedded.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/** What Lambda answers for a function that failed, word for word. */
final class ErrorPayloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorPayloads() {}

    /** An exception, as AWS's Java runtime reports it. */
    static byte[] of(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        ObjectNode error = JSON.createObjectNode();
        error.put("errorMessage", message == null ? thrown.getClass().getName() : message);
        error.put("errorType", thrown.getClass().getName());
        ArrayNode stack = error.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            stack.add(element.toString());
        }
        return bytes(error);
    }

    static byte[] timedOut(String requestId, Duration timeout) {
        double seconds = timeout.toMillis() / 1000.0;
        return error(
                "Sandbox.Timedout",
                String.format(
                        Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds", requestId, seconds));
    }

    static byte[] exited(String requestId, String reason) {
        return error("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
    }

    /** A process that held more than its function's memory: Lambda kills it, and says so like this. */
    static byte[] outOfMemory(String requestId) {
        return error(
                "Runtime.OutOfMemory", "RequestId: " + requestId + " Error: Runtime exited with error: signal: killed");
    }

    static byte[] responseTooLarge(int maxBytes) {
        return error(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + maxBytes + " bytes).");
    }

    static byte[] error(String type, String message) {
        ObjectNode error = JSON.createObjectNode();
        error.put("errorType", type);
        error.put("errorMessage", message);
        return bytes(error);
    }

    private static byte[] bytes(ObjectNode error) {
        try {
            return JSON.writeValueAsBytes(error);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings is always JSON", e);
        }
    }
}
