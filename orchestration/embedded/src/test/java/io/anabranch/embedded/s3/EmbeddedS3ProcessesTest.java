package io.anabranch.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Several real processes over one folder: racing for keys, and killed while they write. */
final class EmbeddedS3ProcessesTest {
    private static final int KEYS = 300;
    private static final int OBJECT_BYTES = 3 << 20;

    @TempDir
    private Path folder;

    /** Puts every key if it is free, and writes down which ones it won. */
    static final class Racer {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            String name = arguments[1];
            try (S3Client s3 =
                    EmbeddedS3.builder().bucket("b", folder.resolve("bucket")).build()) {
                Files.createFile(folder.resolve(name + ".ready"));
                while (!Files.exists(folder.resolve("go"))) {
                    Thread.onSpinWait();
                }
                List<String> won = new ArrayList<>();
                for (int i = 0; i < KEYS; i++) {
                    String key = "race/" + i;
                    try {
                        s3.putObject(r -> r.bucket("b").key(key).ifNoneMatch("*"), RequestBody.fromString(name));
                        won.add(key);
                    } catch (S3Exception e) {
                        if (e.statusCode() != 412) {
                            throw e;
                        }
                    }
                }
                Files.write(folder.resolve(name + ".won"), won);
            }
        }
    }

    /** Puts large objects of one letter each, over and over, until it is killed. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            S3Client s3 =
                    EmbeddedS3.builder().bucket("b", folder.resolve("bucket")).build();
            for (int i = 0; ; i++) {
                byte[] bytes = new byte[OBJECT_BYTES];
                Arrays.fill(bytes, (byte) ('a' + i % 26));
                String key = "k" + i % 5;
                s3.putObject(r -> r.bucket("b").key(key), RequestBody.fromBytes(bytes));
                if (i == 5) {
                    Files.createFile(folder.resolve("writing"));
                }
            }
        }
    }

    @Test
    void ofTwoProcessesOneWinsEachKey() throws Exception {
        Process one = start(Racer.class, "one");
        Process two = start(Racer.class, "two");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(folder.resolve("one.ready")) && Files.exists(folder.resolve("two.ready")));
        Files.createFile(folder.resolve("go"));
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        List<String> won = new ArrayList<>(Files.readAllLines(folder.resolve("one.won")));
        for (String key : won) {
            assertThat(folder.resolve("bucket").resolve(key)).hasContent("one");
        }
        won.addAll(Files.readAllLines(folder.resolve("two.won")));
        assertThat(won).hasSize(KEYS);
        assertThat(new TreeSet<>(won)).hasSize(KEYS);
    }

    @Test
    void aProcessThatIsKilledLeavesNoPartOfAnObject() throws Exception {
        for (int round = 0; round < 3; round++) {
            Files.deleteIfExists(folder.resolve("writing"));
            Process writer = start(Writer.class, "writer");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("writing")));
            writer.destroyForcibly().waitFor();
            S3Client s3 =
                    EmbeddedS3.builder().bucket("b", folder.resolve("bucket")).build();
            List<S3Object> objects = s3.listObjectsV2(r -> r.bucket("b")).contents();
            assertThat(objects).hasSize(5);
            for (S3Object object : objects) {
                byte[] bytes = s3.getObjectAsBytes(r -> r.bucket("b").key(object.key()))
                        .asByteArray();
                byte[] whole = new byte[OBJECT_BYTES];
                Arrays.fill(whole, bytes[0]);
                assertThat(Arrays.equals(bytes, whole))
                        .as("%s is whole", object.key())
                        .isTrue();
            }
            s3.putObject(r -> r.bucket("b").key("k0"), RequestBody.fromBytes(new byte[OBJECT_BYTES]));
        }
    }

    private Process start(Class<?> main, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString(),
                        name)
                .inheritIO()
                .start();
    }
}
