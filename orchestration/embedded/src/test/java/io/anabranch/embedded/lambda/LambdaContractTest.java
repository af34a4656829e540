package io.anabranch.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What both executors do beyond the suite: reports, and names that only our client takes. */
abstract class LambdaContractTest extends InvokeContractTest {
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

    @Override
    protected String backend() {
        return "embedded";
    }

    @Override
    protected LambdaClient client() {
        return lambda;
    }

    @AfterAll
    void close() {
        lambda.close();
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
    void aWarmEnvironmentIsUsedAgainEvenAfterAnException() throws IOException {
        int first = json(invoke("contract", "{}")).path("invocations").asInt();
        invoke("contract", "{\"do\":\"fail\",\"message\":\"x\"}");
        assertThat(json(invoke("contract", "{}")).path("invocations").asInt()).isGreaterThanOrEqualTo(first + 2);
        assertThat(reports.get(reports.size() - 1).isColdStart()).isFalse();
    }

    private String arnOf(String functionName, String qualifier) throws IOException {
        return json(lambda.invoke(r -> r.functionName(functionName).qualifier(qualifier)))
                .path("arn")
                .asText();
    }
}
