package io.anabranch.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** AWS's runtime interface client has a native library for Linux only. */
@EnabledOnOs(OS.LINUX)
final class ProcessLambdaContractTest extends LambdaContractTest {

    @Override
    LambdaExecutor executor() throws IOException {
        return ProcessExecutor.builder().build();
    }

    @Test
    void environmentVariablesAndMemoryAreTheFunctions() throws IOException {
        JsonNode answer = json(invoke("contract", "{}"));
        assertThat(answer.path("greeting").asText()).isEqualTo("hello");
        assertThat(answer.path("pid").asLong())
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(answer.path("maxHeap").asLong()).isBetween(400L << 20, 512L << 20);
    }

    @Test
    void theHeapIsAsLargeAsTheManagedRuntimesIs() {
        assertThat(ProcessExecutor.heapKib(512)).isEqualTo(445_645);
        assertThat(ProcessExecutor.heapKib(3008)).isEqualTo(2_834_432);
    }

    @Test
    void aHeapThatIsFullIsAnOutOfMemoryErrorAndEndsTheEnvironment() throws IOException {
        long pid = json(invoke("alone", "{}")).path("pid").asLong();
        InvokeResponse response = invoke("alone", "{\"do\":\"fill the heap\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(json(response).path("errorType").asText()).isEqualTo("java.lang.OutOfMemoryError");
        JsonNode next = json(invoke("alone", "{}"));
        assertThat(next.path("pid").asLong()).isNotEqualTo(pid);
        assertThat(next.path("invocations").asInt()).isEqualTo(1);
    }

    @Test
    void aProcessThatHoldsMoreThanItsMemoryIsKilled() throws IOException {
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(executor())
                .function(LambdaFunction.of("f", ContractFunction.class.getName())
                        .withMemory(128)
                        .withTimeout(Duration.ofSeconds(30)))
                .build()) {
            InvokeResponse response = lambda.invoke(
                    r -> r.functionName("f").payload(SdkBytes.fromUtf8String("{\"do\":\"fill direct memory\"}")));
            assertThat(response.functionError()).isEqualTo("Unhandled");
            assertThat(json(response).path("errorType").asText()).isEqualTo("Runtime.OutOfMemory");
            assertThat(json(response).path("errorMessage").asText())
                    .isEqualTo("RequestId: " + response.responseMetadata().requestId()
                            + " Error: Runtime exited with error: signal: killed");
        }
    }

    @Test
    void anEnvironmentThatDiedWhileItWasIdleIsReplaced() throws IOException {
        long pid = json(invoke("alone", "{}")).path("pid").asLong();
        ProcessHandle idle = ProcessHandle.of(pid).orElseThrow();
        idle.destroyForcibly();
        await().atMost(Duration.ofSeconds(5)).until(() -> !idle.isAlive());
        InvokeResponse response = invoke("alone", "{}");
        assertThat(response.functionError()).isNull();
        assertThat(json(response).path("pid").asLong()).isNotEqualTo(pid);
    }

    @Test
    void aRuntimeThatExitsIsAnExitError() throws IOException {
        InvokeResponse response = invoke("contract", "{\"do\":\"exit\",\"status\":3}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        JsonNode error = json(response);
        assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(error.path("errorMessage").asText())
                .isEqualTo("RequestId: " + response.responseMetadata().requestId()
                        + " Error: Runtime exited with error: exit status 3");
        assertThat(invoke("contract", "{}").functionError()).isNull();
    }

    @Test
    void aProcessThatIsKilledIsAnExitErrorThatNamesTheSignal() throws Exception {
        long pid = json(invoke("alone", "{}")).path("pid").asLong();
        Thread killer = new Thread(() -> {
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        });
        killer.start();
        InvokeResponse response = invoke("alone", "{\"do\":\"sleep\",\"millis\":20000}");
        killer.join();
        assertThat(json(response).path("errorMessage").asText())
                .endsWith("Error: Runtime exited with error: signal: killed");
        assertThat(json(response).path("errorType").asText()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void aHandlerThatIsNotThereIsAnInitError() throws IOException {
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(executor())
                .function(LambdaFunction.of("missing", "no.such.Handler"))
                .build()) {
            InvokeResponse response = lambda.invoke(r -> r.functionName("missing"));
            assertThat(response.functionError()).isEqualTo("Unhandled");
            assertThat(json(response).path("errorType").asText()).isEqualTo("java.lang.ClassNotFoundException");
        }
    }

    @Test
    void aRelativeClassPathIsThisProcesses() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        List<Path> relative = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> here.relativize(Path.of(entry).toAbsolutePath()))
                .toList();
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(
                        ProcessExecutor.builder().classPath(relative).build())
                .function(LambdaFunction.of("f", ContractFunction.class.getName()))
                .build()) {
            assertThat(lambda.invoke(r -> r.functionName("f")).functionError()).isNull();
        }
    }

    @Test
    void reportsTellColdStartsAndMemory() {
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(executorOrFail())
                .function(
                        LambdaFunction.of("f", ContractFunction.class.getName()).withMemory(256))
                .reports(reports::add)
                .build()) {
            lambda.invoke(r -> r.functionName("f"));
            Report cold = lastReport();
            lambda.invoke(r -> r.functionName("f"));
            Report warm = lastReport();
            assertThat(cold.isColdStart()).isTrue();
            assertThat(cold.init().orElseThrow()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(20));
            assertThat(warm.isColdStart()).isFalse();
            assertThat(warm.maxMemoryBytes().orElseThrow()).isBetween(10L << 20, 600L << 20);
            assertThat(cold.toString()).contains("Init Duration: ").contains("Memory Size: 256 MB");
        }
    }

    @Test
    void closingLeavesNoProcessBehind() throws IOException {
        EmbeddedLambda lambda = EmbeddedLambda.builder(executor())
                .function(LambdaFunction.of("f", ContractFunction.class.getName()))
                .build();
        long pid = json(lambda.invoke(r -> r.functionName("f"))).path("pid").asLong();
        assertThat(ProcessHandle.of(pid)).isPresent();
        lambda.close();
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private LambdaExecutor executorOrFail() {
        try {
            return executor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Report lastReport() {
        return reports.get(reports.size() - 1);
    }
}
