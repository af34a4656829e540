package io.anabranch.localstack;

import io.anabranch.embedded.lambda.ContractFunction;
import io.anabranch.embedded.lambda.InvokeContractTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

final class EmulatorInvokeContractTest extends InvokeContractTest {
    private static final List<String> FUNCTIONS = List.of("contract", "short", "alone");

    private Emulator emulator;
    private LambdaClient client;

    @BeforeAll
    void open() throws IOException {
        emulator = Emulator.open();
        client = emulator.client(LambdaClient.builder()
                // A throttled call is to be seen, not repeated.
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())));
        SdkBytes code = SdkBytes.fromByteArray(FunctionPackage.of(ContractFunction.class));
        create("contract", 512, 30, code);
        create("short", 256, 1, code);
        create("alone", 256, 30, code);
        client.putFunctionConcurrency(r -> r.functionName("alone").reservedConcurrentExecutions(1));
    }

    private void create(String name, int memory, int timeout, SdkBytes code) {
        client.createFunction(r -> r.functionName(name)
                .runtime(Emulator.runtime())
                .architecturesWithStrings(Emulator.architecture())
                .role("arn:aws:iam::000000000000:role/contract")
                .handler(ContractFunction.class.getName())
                .memorySize(memory)
                .timeout(timeout)
                .environment(e -> e.variables(Map.of("GREETING", "hello")))
                .code(c -> c.zipFile(code)));
        client.waiter().waitUntilFunctionActiveV2(r -> r.functionName(name));
    }

    @AfterAll
    void close() {
        FUNCTIONS.forEach(name -> client.deleteFunction(r -> r.functionName(name)));
        client.close();
        emulator.close();
    }

    @Override
    protected String backend() {
        return emulator.backend("Lambda");
    }

    @Override
    protected LambdaClient client() {
        return client;
    }
}
