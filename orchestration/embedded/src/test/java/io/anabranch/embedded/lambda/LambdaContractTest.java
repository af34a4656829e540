package io.anabranch.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What we take Lambda's {@code Invoke} to do, asserted of both executors in the same words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LambdaContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Report> reports = new CopyOnWriteArrayList<>();
    private LambdaClient lambda;

    abstract LambdaExecutor executor() throws IOException;

    @BeforeAll
    void open() throws IOException {
        String handler = ContractFunction.class.getName();
        lambda = EmbeddedLambda.builder(executor())
                .function(LambdaFunction.of("contract", handler)
                        .withMemory(512)
                        .withTimeout(Duration.ofSeconds(30))
                        .withEnvironment(Map.of("GREETING", "hello")))
                .function(LambdaFunction.of("short", handler).withMemory(256).withTimeout(Duration.ofSeconds(1)))
                .function(LambdaFunction.of("alone", handler)
                        .withMemory(256)
                        .withTimeout(Duration.ofSeconds(30))
                        .withReservedConcurrency(1))
                .asyncRetryDelays(List.of(Duration.ofMillis(20), Duration.ofMillis(20)))
                .reports(reports::add)
                .build();
    }

    @AfterAll
    void close() {
        lambda.close();
    }

    @Test
    void anEventIsAnswered() throws IOException {
        InvokeResponse response = invoke("contract", "{\"do\":\"nothing\",\"text\":\"grün 😀\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
        assertThat(response.sdkHttpResponse().isSuccessful()).isTrue();
        JsonNode answer = json(response);
        assertThat(answer.at("/event/text").asText()).isEqualTo("grün 😀");
        assertThat(answer.path("function").asText()).isEqualTo("contract");
        assertThat(answer.path("memory").asInt()).isEqualTo(512);
        assertThat(answer.path("remainingMillis").asInt()).isBetween(1, 30_000);
        assertThat(answer.path("requestId").asText())
                .isEqualTo(response.responseMetadata().requestId());
    }

    @Test
    void noEventIsAnEmptyObject() throws IOException {
        InvokeResponse response = lambda.invoke(r -> r.functionName("contract"));
        assertThat(json(response).path("event")).isEqualTo(JSON.createObjectNode());
    }

    @Test
    void aFunctionIsFoundByEveryFormOfItsName() throws IOException {
        String arn = "arn:aws:lambda:eu-west-1:111122223333:function:contract";
        assertThat(arnOf("contract", null)).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:contract");
        assertThat(arnOf("contract:live", null)).endsWith(":function:contract:live");
        assertThat(arnOf("contract", "live")).endsWith(":function:contract:live");
        assertThat(arnOf("111122223333:function:contract", null)).endsWith("111122223333:function:contract");
        assertThat(arnOf(arn, null)).isEqualTo(arn);
        assertThat(arnOf(arn + ":live", null)).isEqualTo(arn + ":live");
        assertThat(arnOf(arn + ":$LATEST", "$LATEST")).isEqualTo(arn + ":$LATEST");
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        ResourceNotFoundException error =
                catchThrowableOfType(ResourceNotFoundException.class, () -> invoke("nobody", "{}"));
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(error)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody");
    }

    @Test
    void anExceptionIsReportedAsTheJavaRuntimeDoes() throws IOException {
        InvokeResponse response = invoke("contract", "{\"do\":\"fail\",\"message\":\"bad \\\"thing\\\"\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        JsonNode error = json(response);
        assertThat(error.path("errorType").asText())
                .isEqualTo("io.anabranch.embedded.lambda.ContractFunction$CustomException");
        assertThat(error.path("errorMessage").asText()).isEqualTo("bad \"thing\"");
        assertThat(error.path("stackTrace").path(0).asText())
                .startsWith("io.anabranch.embedded.lambda.ContractFunction.handleRequest(ContractFunction.java:")
                .endsWith(")");
        assertThat(json(invoke("contract", "{\"do\":\"fail without a message\"}"))
                        .path("errorMessage")
                        .asText())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(json(invoke("contract", "{\"do\":\"fail checked\"}"))
                        .path("errorType")
                        .asText())
                .isEqualTo("java.io.IOException");
    }

    @Test
    void aWarmEnvironmentIsUsedAgainEvenAfterAnException() throws IOException {
        int first = json(invoke("contract", "{}")).path("invocations").asInt();
        invoke("contract", "{\"do\":\"fail\",\"message\":\"x\"}");
        assertThat(json(invoke("contract", "{}")).path("invocations").asInt()).isGreaterThanOrEqualTo(first + 2);
        assertThat(reports.get(reports.size() - 1).isColdStart()).isFalse();
    }

    @Test
    void aFunctionThatTakesTooLongTimesOut() throws IOException {
        long start = System.nanoTime();
        InvokeResponse response = invoke("short", "{\"do\":\"sleep\",\"millis\":20000}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(response.functionError()).isEqualTo("Unhandled");
        JsonNode error = json(response);
        assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(error.path("errorMessage").asText())
                .isEqualTo("RequestId: " + response.responseMetadata().requestId()
                        + " Error: Task timed out after 1.00 seconds");
        JsonNode next = json(invoke("short", "{}"));
        assertThat(next.path("invocations").asInt()).as("a new environment").isEqualTo(1);
    }

    @Test
    void concurrentInvocationsHaveEnvironmentsOfTheirOwn() {
        List<CompletableFuture<InvokeResponse>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(CompletableFuture.supplyAsync(() -> invoke("contract", "{\"do\":\"sleep\",\"millis\":300}")));
        }
        assertThat(running)
                .allSatisfy(each -> assertThat(each.join().functionError()).isNull());
    }

    @Test
    void moreThanTheReservedConcurrencyIsThrottled() {
        CompletableFuture<InvokeResponse> running =
                CompletableFuture.supplyAsync(() -> invoke("alone", "{\"do\":\"sleep\",\"millis\":3000}"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(() -> invoke("alone", "{}"))
                        .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                            assertThat(e.statusCode()).isEqualTo(429);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TooManyRequestsException");
                            assertThat(e.reason())
                                    .isEqualTo(ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
                        }));
        assertThat(running.join().functionError()).isNull();
        assertThat(invoke("alone", "{}").functionError()).isNull();
    }

    @Test
    void anAsynchronousInvocationIsAcceptedAndTriedThreeTimes(@TempDir Path folder) {
        Path once = folder.resolve("once");
        Path thrice = folder.resolve("thrice");
        InvokeResponse response = lambda.invoke(event(InvocationType.EVENT, once, false));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.payload() == null || response.payload().asByteArray().length == 0)
                .isTrue();
        lambda.invoke(event(InvocationType.EVENT, thrice, true));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(thrice).hasContent("xxx"));
        await().during(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(thrice).hasContent("xxx"));
        assertThat(once).hasContent("x");
    }

    @Test
    void aDryRunDoesNothing(@TempDir Path folder) {
        InvokeResponse response = lambda.invoke(event(InvocationType.DRY_RUN, folder.resolve("never"), false));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void payloadsHaveTheirLimits() throws IOException {
        String large = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";
        assertThatThrownBy(() -> invoke("contract", large))
                .isInstanceOfSatisfying(
                        RequestTooLargeException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(413));
        assertThatThrownBy(() -> invoke("contract", "{not json"))
                .isInstanceOfSatisfying(
                        InvalidRequestContentException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(invoke("contract", "{\"do\":\"long answer\",\"length\":6000000}")
                        .functionError())
                .isNull();
        InvokeResponse tooLong = invoke("contract", "{\"do\":\"long answer\",\"length\":6400000}");
        assertThat(tooLong.functionError()).isEqualTo("Unhandled");
        assertThat(json(tooLong).path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
    }

    @Test
    void theTailOfTheLogComesWithTheAnswer() {
        InvokeResponse response = lambda.invoke(r -> r.functionName("contract")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"log this\"}")));
        String log = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        assertThat(log).contains("did log this");
    }

    private String arnOf(String functionName, String qualifier) throws IOException {
        return json(lambda.invoke(r -> r.functionName(functionName).qualifier(qualifier)))
                .path("arn")
                .asText();
    }

    private static InvokeRequest event(InvocationType type, Path file, boolean fail) {
        return InvokeRequest.builder()
                .functionName("contract")
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"append\",\"file\":\"" + file + "\",\"fail\":" + fail + "}"))
                .build();
    }

    final InvokeResponse invoke(String function, String payload) {
        return lambda.invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    static JsonNode json(InvokeResponse response) throws IOException {
        return JSON.readTree(response.payload().asByteArray());
    }
}
