package io.anabranch.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.contract.Contract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
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

/**
 * What we take Lambda's {@code Invoke} to do, asserted of every backend in the same words. A subclass names the backend, and gives a
 * client that knows {@link ContractFunction} by three names: {@code contract} (512 MB, 30 s), {@code short} (256 MB, 1 s) and
 * {@code alone} (256 MB, 30 s, one at a time).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InvokeContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contract contract;

    /** The name by which {@link io.anabranch.embedded.contract.KnownDeviations} knows the backend. */
    protected abstract String backend();

    /** A client of the backend; the suite does not close it. */
    protected abstract LambdaClient client();

    @BeforeEach
    void name(TestInfo test) {
        contract = new Contract(
                backend(), test.getTestMethod().map(Method::getName).orElseThrow());
    }

    private void asAws(ThrowingCallable assertions) throws Exception {
        contract.holds(assertions);
    }

    @Test
    void everyKnownDeviationIsACaseOfThisSuite() {
        Contract.hasNoStrayDeviations(backend(), InvokeContractTest.class);
    }

    @Test
    void anEventIsAnswered() throws Exception {
        asAws(() -> {
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
        });
    }

    @Test
    void theAnswersRequestIdIsTheOneThatTheFunctionSaw() throws Exception {
        asAws(() -> {
            InvokeResponse response = invoke("contract", "{}");
            assertThat(json(response).path("requestId").asText())
                    .isEqualTo(response.responseMetadata().requestId());
        });
    }

    @Test
    void noEventIsAnEmptyObject() throws Exception {
        asAws(() -> {
            InvokeResponse response = client().invoke(r -> r.functionName("contract"));
            assertThat(json(response).path("event")).isEqualTo(JSON.createObjectNode());
        });
    }

    @Test
    void anUnknownFunctionIsNotFound() throws Exception {
        asAws(() -> {
            ResourceNotFoundException error =
                    catchThrowableOfType(ResourceNotFoundException.class, () -> invoke("nobody", "{}"));
            assertThat(error.statusCode()).isEqualTo(404);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
            assertThat(error).hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:");
        });
    }

    @Test
    void anExceptionIsReportedAsTheJavaRuntimeDoes() throws Exception {
        asAws(() -> {
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
            assertThat(json(invoke("contract", "{\"do\":\"fail checked\"}"))
                            .path("errorType")
                            .asText())
                    .isEqualTo("java.io.IOException");
        });
    }

    @Test
    void anExceptionWithoutAMessageIsReportedByItsClass() throws Exception {
        asAws(() -> {
            assertThat(json(invoke("contract", "{\"do\":\"fail without a message\"}"))
                            .path("errorMessage")
                            .asText())
                    .isEqualTo("java.lang.IllegalStateException");
        });
    }

    @Test
    void aFunctionThatTakesTooLongTimesOut() throws Exception {
        asAws(() -> {
            long start = System.nanoTime();
            InvokeResponse response = invoke("short", "{\"do\":\"sleep\",\"millis\":20000}");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(response.functionError()).isEqualTo("Unhandled");
            JsonNode error = json(response);
            assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
            assertThat(error.path("errorMessage").asText()).endsWith("Task timed out after 1.00 seconds");
            JsonNode next = json(invoke("short", "{}"));
            assertThat(next.path("invocations").asInt()).as("a new environment").isEqualTo(1);
        });
    }

    @Test
    void aTimeoutNamesTheRequest() throws Exception {
        asAws(() -> {
            InvokeResponse response = invoke("short", "{\"do\":\"sleep\",\"millis\":20000}");
            assertThat(json(response).path("errorMessage").asText())
                    .isEqualTo("RequestId: " + response.responseMetadata().requestId()
                            + " Error: Task timed out after 1.00 seconds");
        });
    }

    @Test
    void concurrentInvocationsHaveEnvironmentsOfTheirOwn() throws Exception {
        asAws(() -> {
            List<CompletableFuture<InvokeResponse>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                running.add(
                        CompletableFuture.supplyAsync(() -> invoke("contract", "{\"do\":\"sleep\",\"millis\":300}")));
            }
            assertThat(running)
                    .allSatisfy(each -> assertThat(each.join().functionError()).isNull());
        });
    }

    @Test
    void moreThanTheReservedConcurrencyIsThrottled() throws Exception {
        asAws(() -> {
            List<CompletableFuture<InvokeResponse>> racers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                racers.add(CompletableFuture.supplyAsync(() -> invoke("alone", "{\"do\":\"sleep\",\"millis\":2000}")));
            }
            List<Throwable> refused = racers.stream()
                    .map(racer -> catchThrowable(racer::join))
                    .filter(Objects::nonNull)
                    .map(Throwable::getCause)
                    .toList();
            assertThat(refused).singleElement().isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(429);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TooManyRequestsException");
                assertThat(e.reason()).isEqualTo(ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
            });
            assertThat(invoke("alone", "{}").functionError()).isNull();
        });
    }

    @Test
    void anAsynchronousInvocationIsAcceptedAndTriedThreeTimes(@TempDir Path folder) throws Exception {
        asAws(() -> {
            Path once = folder.resolve("once");
            Path thrice = folder.resolve("thrice");
            InvokeResponse response = client().invoke(event(InvocationType.EVENT, once, false));
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.payload() == null || response.payload().asByteArray().length == 0)
                    .isTrue();
            client().invoke(event(InvocationType.EVENT, thrice, true));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(thrice).hasContent("xxx"));
            await().during(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(thrice).hasContent("xxx"));
            assertThat(once).hasContent("x");
        });
    }

    @Test
    void aDryRunDoesNothing(@TempDir Path folder) throws Exception {
        asAws(() -> {
            InvokeResponse response = client().invoke(event(InvocationType.DRY_RUN, folder.resolve("never"), false));
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(folder.resolve("never")).doesNotExist();
        });
    }

    @Test
    void anEventOfMoreThanSixMegabytesIsTooLarge() throws Exception {
        asAws(() -> {
            String large = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";
            assertThatThrownBy(() -> invoke("contract", large))
                    .isInstanceOfSatisfying(
                            RequestTooLargeException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(413));
        });
    }

    @Test
    void anEventThatIsNotJsonIsRefused() throws Exception {
        asAws(() -> assertThatThrownBy(() -> invoke("contract", "{not json"))
                .isInstanceOfSatisfying(
                        InvalidRequestContentException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(400)));
    }

    @Test
    void anAnswerOfLessThanSixMegabytesComes() throws Exception {
        asAws(() -> {
            InvokeResponse response = invoke("contract", "{\"do\":\"long answer\",\"length\":6000000}");
            assertThat(response.functionError()).isNull();
            assertThat(response.payload().asByteArray()).hasSize(6_000_002);
        });
    }

    @Test
    void anAnswerOfMoreThanSixMegabytesIsTooLarge() throws Exception {
        asAws(() -> {
            InvokeResponse tooLong = invoke("contract", "{\"do\":\"long answer\",\"length\":6400000}");
            assertThat(tooLong.functionError()).isEqualTo("Unhandled");
            assertThat(json(tooLong).path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
        });
    }

    @Test
    void theTailOfTheLogComesWithTheAnswer() throws Exception {
        asAws(() -> {
            InvokeResponse response = client().invoke(r -> r.functionName("contract")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("{\"do\":\"log this\"}")));
            assertThat(response.logResult()).isNotNull();
            String log = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
            assertThat(log).contains("did log this");
        });
    }

    private static InvokeRequest event(InvocationType type, Path file, boolean fail) {
        return InvokeRequest.builder()
                .functionName("contract")
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"append\",\"file\":\"" + file + "\",\"fail\":" + fail + "}"))
                .build();
    }

    final InvokeResponse invoke(String function, String payload) {
        return client().invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    static JsonNode json(InvokeResponse response) throws IOException {
        return JSON.readTree(response.payload().asByteArray());
    }
}
