package io.anabranch.localstack;

import io.anabranch.embedded.s3.S3ContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.s3.S3Client;

final class EmulatorS3ContractTest extends S3ContractTest {
    private Emulator emulator;
    private S3Client client;

    @BeforeAll
    void open() {
        emulator = Emulator.open();
        client = emulator.client(S3Client.builder().forcePathStyle(true));
    }

    @AfterAll
    void close() {
        client.close();
        emulator.close();
    }

    @Override
    protected String backend() {
        return emulator.backend("S3");
    }

    @Override
    protected S3Client client() {
        return client;
    }
}
