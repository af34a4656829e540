package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.TaskResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Answers {@code lambda:invoke} and tasks whose Resource is a function's ARN. */
public final class LambdaTasks implements TaskService {
    private final FunctionInvoker functions;

    public LambdaTasks(FunctionInvoker functions) {
        this.functions = functions;
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return resource.kind() == TaskResource.Kind.FUNCTION
                ? functions.exists(resource.arn())
                : resource.is("lambda", "invoke")
                        && (resource.pattern() == TaskResource.IntegrationPattern.REQUEST_RESPONSE
                                || resource.pattern() == TaskResource.IntegrationPattern.TASK_TOKEN);
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        boolean direct = call.resource().kind() == TaskResource.Kind.FUNCTION;
        JsonNode parameters = call.parameters();
        CompletableFuture<FunctionInvoker.Answer> running = direct
                ? functions.invoke(call.resource().arn(), null, "RequestResponse", parameters)
                : functions.invoke(
                        parameters.path("FunctionName").asText(),
                        text(parameters, "Qualifier"),
                        parameters.path("InvocationType").asText("RequestResponse"),
                        parameters.has("Payload") ? parameters.get("Payload") : JsonNodeFactory.instance.objectNode());
        CompletableFuture<?> unused = running.whenComplete((answer, thrown) -> {
            if (thrown != null) {
                failed(thrown, observer);
            } else if (call.taskToken() != null) {
                observer.submitted(response(answer, call.time()));
            } else {
                observer.succeeded(direct ? answer.payload() : response(answer, call.time()));
            }
        });
        return () -> running.cancel(true);
    }

    private static void failed(Throwable thrown, TaskObserver observer) {
        Throwable why = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (why instanceof StatesError error) {
            observer.failed(error.error(), error.causeText());
        } else {
            observer.failed("Lambda.Unknown", String.valueOf(why.getMessage()));
        }
    }

    private static @Nullable String text(JsonNode parameters, String field) {
        JsonNode value = parameters.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** What the integration makes of Invoke's answer. */
    private static ObjectNode response(FunctionInvoker.Answer answer, Instant time) {
        String length = Integer.toString(answer.payload().toString().getBytes(StandardCharsets.UTF_8).length);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "keep-alive");
        headers.put("Content-Length", length);
        headers.put("Content-Type", "application/json");
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC)));
        headers.put("X-Amz-Executed-Version", answer.executedVersion());
        headers.put("x-amzn-Remapped-Content-Length", "0");
        headers.put("x-amzn-RequestId", answer.requestId());
        headers.put("X-Amzn-Trace-Id", "Root=1-" + answer.requestId() + ";Sampled=0");

        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("ExecutedVersion", answer.executedVersion());
        response.set("Payload", answer.payload());
        ObjectNode http = response.putObject("SdkHttpMetadata");
        ObjectNode all = http.putObject("AllHttpHeaders");
        headers.forEach((name, value) -> all.putArray(name).add(value));
        ObjectNode single = http.putObject("HttpHeaders");
        headers.forEach(single::put);
        http.put("HttpStatusCode", answer.statusCode());
        response.putObject("SdkResponseMetadata").put("RequestId", answer.requestId());
        response.put("StatusCode", answer.statusCode());
        return response;
    }
}
