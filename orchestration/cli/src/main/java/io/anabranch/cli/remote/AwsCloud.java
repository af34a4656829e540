package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * AWS, or an emulator at another endpoint, found as the AWS CLI finds it: options before environment before profile. A profile that is
 * named by an option comes before credentials in the environment.
 */
final class AwsCloud implements Cloud {
    private final AwsOptions options;
    private final Map<String, String> environment;
    private final Region region;
    private @Nullable SfnClient stepFunctions;
    private @Nullable S3Client s3;

    AwsCloud(AwsOptions options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
        this.region = region();
    }

    static Cloud open(AwsOptions options) {
        return new AwsCloud(options, System.getenv());
    }

    @Override
    public SfnClient stepFunctions() {
        if (stepFunctions == null) {
            stepFunctions = with(SfnClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
                    .build();
        }
        return stepFunctions;
    }

    @Override
    public S3Client s3() {
        if (s3 == null) {
            // A bucket as part of the host name is AWS's own; emulators know buckets by path.
            s3 = with(S3Client.builder()
                            .httpClientBuilder(UrlConnectionHttpClient.builder())
                            .forcePathStyle(isElsewhere()))
                    .build();
        }
        return s3;
    }

    @Override
    public void close() {
        if (stepFunctions != null) {
            stepFunctions.close();
        }
        if (s3 != null) {
            s3.close();
        }
    }

    private boolean isElsewhere() {
        return options.endpoint() != null
                || environment.containsKey("AWS_ENDPOINT_URL")
                || environment.containsKey("AWS_ENDPOINT_URL_S3");
    }

    private <B extends AwsClientBuilder<B, C>, C> B with(B builder) {
        URI endpoint = options.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        String profile = options.profile();
        if (profile == null) {
            builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
        } else {
            builder.credentialsProvider(ProfileCredentialsProvider.create(profile));
            builder.overrideConfiguration(o -> o.defaultProfileName(profile));
        }
        return builder.region(region);
    }

    private Region region() {
        String named = options.region();
        if (named == null && options.profile() == null && !environment.containsKey("AWS_REGION")) {
            named = environment.get("AWS_DEFAULT_REGION");
        }
        if (named != null) {
            return Region.of(named);
        }
        try {
            var chain = DefaultAwsRegionProviderChain.builder();
            if (options.profile() != null) {
                chain.profileName(options.profile());
            }
            return chain.build().getRegion();
        } catch (SdkException e) {
            throw new UsageException(
                    "Cannot find a region: neither --region nor AWS_REGION is given, and the profile has none. Name one by --region",
                    e);
        }
    }
}
