package io.anabranch.embedded.stepfunctions;

import io.anabranch.states.service.StatesServiceBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sfn.SfnClient;

final class EmbeddedSfnContractTest extends SfnContractTest {
    private SfnClient client;

    @BeforeAll
    void open() {
        client = new EmbeddedStepFunctions(new StatesServiceBuilder()
                .region("us-east-1")
                .account("000000000000")
                .build());
    }

    @AfterAll
    void close() {
        client.close();
    }

    @Override
    protected String backend() {
        return "embedded";
    }

    @Override
    protected SfnClient client() {
        return client;
    }
}
