package io.anabranch.embedded.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.FunctionInvoker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Functions behind {@link LambdaClient}, with failures under the names that Step Functions gives them.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html">Lambda's errors</a>
 */
public final class LambdaFunctions implements FunctionInvoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaClient lambda;
    private final Predicate<String> known;
    private final Executor executor;

    /**
     * @param known whether there is a function of a name or ARN
     * @param executor where invocations wait; it needs a thread for each that runs at a time
     */
    public LambdaFunctions(LambdaClient lambda, Predicate<String> known, Executor executor) {
        this.lambda = lambda;
        this.known = known;
        this.executor = executor;
    }

    @Override
    public boolean exists(String functionName) {
        return known.test(functionName);
    }

    @Override
    public CompletableFuture<Answer> invoke(
            String functionName, @Nullable String qualifier, String invocationType, JsonNode payload) {
        InvokeRequest request = InvokeRequest.builder()
                .functionName(functionName)
                .qualifier(qualifier)
                .invocationType(invocationType)
                .payload(SdkBytes.fromUtf8String(payload.toString()))
                .build();
        return CompletableFuture.supplyAsync(() -> answer(request), executor).exceptionallyCompose(error -> {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            return CompletableFuture.failedFuture(cause);
        });
    }

    private Answer answer(InvokeRequest request) {
        InvokeResponse response;
        try {
            response = lambda.invoke(request);
        } catch (TooManyRequestsException throttled) {
            throw new StatesError("Lambda.TooManyRequestsException", throttled.getMessage());
        } catch (AwsServiceException refused) {
            throw new StatesError("Lambda." + refused.getClass().getSimpleName(), refused.getMessage());
        } catch (SdkClientException unsent) {
            throw new StatesError("Lambda.SdkClientException", unsent.getMessage());
        }
        String text = response.payload() == null ? "" : response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new StatesError(errorType(text), text);
        }
        return new Answer(
                parse(text),
                response.executedVersion() == null ? "$LATEST" : response.executedVersion(),
                response.statusCode() == null ? 200 : response.statusCode(),
                response.responseMetadata() == null
                        ? ""
                        : response.responseMetadata().requestId());
    }

    private static String errorType(String errorObject) {
        try {
            JsonNode type = JSON.readTree(errorObject).path("errorType");
            return type.isTextual() && !type.asText().isEmpty() ? type.asText() : "Lambda.Unknown";
        } catch (JsonProcessingException notJson) {
            return "Lambda.Unknown";
        }
    }

    private static JsonNode parse(String text) {
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new StatesError(
                    "Lambda.Unknown", "The function's response is not JSON: " + notJson.getOriginalMessage());
        }
    }
}
