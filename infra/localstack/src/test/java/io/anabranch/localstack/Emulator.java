package io.anabranch.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where AWS's services are played: an endpoint that runs already, or a container of our own. */
final class Emulator implements AutoCloseable {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final URI endpoint;
    private final @Nullable LocalStackContainer container;

    private Emulator(URI endpoint, @Nullable LocalStackContainer container) {
        this.endpoint = endpoint;
        this.container = container;
    }

    static Emulator open() {
        String running = System.getProperty("anabranch.localstack.endpoint", "");
        if (!running.isEmpty()) {
            return new Emulator(URI.create(running), null);
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "Cannot run the LocalStack tests: no Docker engine answers. Start one, or name"
                            + " a LocalStack that runs: -Danabranch.localstack.endpoint=http://127.0.0.1:4566");
        }
        LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(image()))
                .withServices("s3", "stepfunctions", "events", "lambda", "cloudformation", "iam", "sts", "logs", "sqs");
        container.start();
        return new Emulator(container.getEndpoint(), container);
    }

    /** The image of {@code .env}, which docker compose reads too; the environment overrides it. */
    private static String image() {
        String chosen = System.getenv("LOCALSTACK_IMAGE");
        if (chosen != null && !chosen.isBlank()) {
            return chosen;
        }
        Properties pinned = new Properties();
        try (var in = Files.newInputStream(MODULE.resolve(".env"))) {
            pinned.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read which image to start: " + e.getMessage(), e);
        }
        return pinned.getProperty("LOCALSTACK_IMAGE");
    }

    /** The runtime to deploy with: a managed one, unless the emulator's functions are processes of this machine. */
    static String runtime() {
        return System.getProperty("anabranch.localstack.runtime", "java21");
    }

    /** This machine's, in Lambda's words. */
    static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    }

    /** The root of the repository. */
    static Path home() {
        return MODULE.getParent().getParent();
    }

    /** The name by which {@code KnownDeviations} knows a service of this emulator. */
    String backend(String service) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve("/_localstack/info")).build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return (answer.contains("\"is_license_activated\"") ? "LocalStack" : "MiniStack") + " " + service;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach the emulator on " + endpoint + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void close() {
        if (container != null) {
            container.stop();
        }
    }
}
