package io.anabranch.embedded.s3;

import software.amazon.awssdk.services.s3.S3Client;

final class MemoryS3ContractTest extends S3ContractTest {
    private final S3Client client = new MemoryS3();

    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected S3Client client() {
        return client;
    }
}
