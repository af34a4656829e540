package io.anabranch.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.embedded.contract.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UploadTest {

    private static final Path SAMPLE = Emulator.home().resolve("samples/opticks.txt");

    private Emulator emulator;
    private Deployment deployment;
    private Uploads uploads;

    @BeforeAll
    void deploy() throws IOException {
        emulator = Emulator.open();
        S3Client s3 = emulator.client(S3Client.builder().forcePathStyle(true));
        deployment = new Deployment(emulator.client(CloudFormationClient.builder()), s3);
        Map<String, String> stack =
                deployment.create(Map.of("Runtime", Emulator.runtime(), "Architecture", Emulator.architecture()));
        uploads = new Uploads(s3, emulator.client(SfnClient.builder()), stack);
    }

    @AfterAll
    void remove() {
        if (deployment != null) {
            deployment.close();
        }
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void anUploadStartsARunWhoseOutputIsTheEmbeddedRuns(@TempDir Path folder) throws Exception {
        var run = uploads.upload(Files.readAllBytes(SAMPLE), "incoming/opticks.txt");

        assertThat(run.status()).as("%s: %s", run.error(), run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(uploads.parts(run))
                .isNotEmpty()
                .isEqualTo(new EmbeddedRun(folder.resolve("out"))
                        .run("word-count", SAMPLE)
                        .parts());
    }

    @Test
    void aKeyWithSpacesPlusAndPercentArrivesAsTheEventHasIt() throws Exception {
        String key = "incoming files/1+1 = 2, 100% größer.txt";

        var run = uploads.upload(new byte[] {'o', 'n', 'e', '\n'}, key);

        new Contract(emulator.backend("upload"), "aKeyWithSpacesPlusAndPercentArrivesAsTheEventHasIt").holds(() -> {
            assertThat(uploads.input(run)).endsWith("/" + key);
            assertThat(run.status()).as("%s: %s", run.error(), run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        });
    }

    @Test
    void theSameUploadAgainIsTheSameRun() {
        byte[] body = {'o', 'n', 'c', 'e', '\n'};
        uploads.upload(body, "incoming/once.txt");

        assertThat(uploads.startsARun(body, "incoming/once.txt")).isFalse();
    }

    @Test
    void aFailingRunShowsNothingAndNamesTheObject() throws Exception {
        var run = uploads.upload(cutOffGzip(), "incoming/cut-off.txt.gz");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error() + " " + run.cause()).contains("incoming/cut-off.txt.gz");
        assertThat(uploads.parts(run)).isEmpty();
    }

    private static byte[] cutOffGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            Files.copy(SAMPLE, gzip);
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20);
    }
}
