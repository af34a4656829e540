package io.anabranch.embedded.s3;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

final class EmbeddedS3ContractTest extends S3ContractTest {
    private S3Client client;

    @BeforeAll
    void open(@TempDir Path folder) {
        client = EmbeddedS3.builder().root(folder).build();
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
    protected S3Client client() {
        return client;
    }
}
