package io.anabranch.cli.remote;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which the AWS CLI finds a service, and with whose rights. */
final class AwsOptions {
    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Another endpoint than AWS's, for an emulator; default AWS_ENDPOINT_URL.")
    private @Nullable URI endpoint;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Profile of ~/.aws/config and ~/.aws/credentials; default AWS_PROFILE.")
    private @Nullable String profile;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region; default AWS_REGION, AWS_DEFAULT_REGION, the profile's.")
    private @Nullable String region;

    @SuppressWarnings("UnusedVariable") // OneLineErrors asks picocli whether it was given.
    @Option(names = "--verbose", description = "With the stack trace of an error.")
    private boolean verbose;

    @Nullable
    URI endpoint() {
        return endpoint;
    }

    @Nullable
    String profile() {
        return profile;
    }

    @Nullable
    String region() {
        return region;
    }
}
