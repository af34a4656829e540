package io.anabranch.cli.remote;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The two services that a run lives in. */
interface Cloud extends AutoCloseable {
    SfnClient stepFunctions();

    S3Client s3();

    @Override
    void close();

    /** Opens the services that the options name. */
    @FunctionalInterface
    interface Source {
        /** @throws io.anabranch.cli.UsageException if the options or the environment are not enough */
        Cloud open(AwsOptions options);
    }
}
