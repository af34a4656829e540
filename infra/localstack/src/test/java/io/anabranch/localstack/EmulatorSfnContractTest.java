package io.anabranch.localstack;

import io.anabranch.embedded.stepfunctions.SfnContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sfn.SfnClient;

final class EmulatorSfnContractTest extends SfnContractTest {
    private Emulator emulator;
    private SfnClient client;

    @BeforeAll
    void open() {
        emulator = Emulator.open();
        client = emulator.client(SfnClient.builder());
    }

    @AfterAll
    void close() {
        client.close();
        emulator.close();
    }

    @Override
    protected String backend() {
        return emulator.backend("Step Functions");
    }

    @Override
    protected SfnClient client() {
        return client;
    }
}
