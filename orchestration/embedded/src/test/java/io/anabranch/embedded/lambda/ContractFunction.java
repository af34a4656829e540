package io.anabranch.embedded.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The function that the suite invokes: it does what its event says. */
public final class ContractFunction implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private int invocations;

    /** An exception of the user's own. */
    public static final class CustomException extends RuntimeException {
        public CustomException(String message) {
            super(message);
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode event = JSON.readTree(in);
        invocations++;
        switch (event.path("do").asText()) {
            case "fail" -> throw new CustomException(event.path("message").asText());
            case "fail without a message" -> throw new IllegalStateException();
            case "fail checked" -> throw new IOException("cannot read");
            case "sleep" -> sleep(event.path("millis").asLong());
            case "exit" -> Runtime.getRuntime().halt(event.path("status").asInt());
            case "fill the heap" -> fillTheHeap();
            case "fill direct memory" -> fillDirectMemory();
            case "append" -> append(event);
            case "long answer" -> {
                out.write(("\"" + "x".repeat(event.path("length").asInt()) + "\"").getBytes(StandardCharsets.UTF_8));
                return;
            }
            default -> {}
        }
        context.getLogger().log("did " + event.path("do").asText());
        JSON.writeValue(out, answer(event, context));
    }

    private ObjectNode answer(JsonNode event, Context context) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("event", event);
        answer.put("invocations", invocations);
        answer.put("requestId", context.getAwsRequestId());
        answer.put("arn", context.getInvokedFunctionArn());
        answer.put("function", context.getFunctionName());
        answer.put("memory", context.getMemoryLimitInMB());
        answer.put("remainingMillis", context.getRemainingTimeInMillis());
        answer.put("maxHeap", Runtime.getRuntime().maxMemory());
        answer.put("pid", ProcessHandle.current().pid());
        answer.put("greeting", System.getenv("GREETING"));
        return answer;
    }

    private static void append(JsonNode event) throws IOException {
        Files.writeString(
                Path.of(event.path("file").asText()), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (event.path("fail").asBoolean()) {
            throw new CustomException("after appending");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Outside the heap, where only the system sets a limit. */
    @SuppressWarnings("ModifiedButNotUsed")
    private static void fillDirectMemory() {
        List<ByteBuffer> kept = new ArrayList<>();
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(4 << 20);
            while (buffer.hasRemaining()) {
                buffer.putLong(1);
            }
            kept.add(buffer);
            sleep(5);
        }
    }

    @SuppressWarnings("ModifiedButNotUsed")
    private static void fillTheHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[8 << 20]);
        }
    }
}
