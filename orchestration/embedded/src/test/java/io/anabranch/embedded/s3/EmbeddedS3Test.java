package io.anabranch.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What is true of the embedded S3 alone: its files, and what it refuses. */
final class EmbeddedS3Test {
    @TempDir
    private Path folder;

    private S3Client s3;

    @BeforeEach
    void open() {
        s3 = EmbeddedS3.builder().bucket("b", folder).build();
    }

    @Test
    void anOrdinaryKeyIsAnOrdinaryFile() throws IOException {
        put("out/part-00000.csv", "word,count\n");
        assertThat(folder.resolve("out/part-00000.csv")).hasContent("word,count\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("out", ".anabranch-s3");
        }
    }

    @Test
    void aFileLaidThereIsAnObject() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/a b+c.csv"), "1,2");
        assertThat(keys()).containsExactly("data/a b+c.csv");
        String etag = s3.headObject(r -> r.bucket("b").key("data/a b+c.csv")).eTag();
        assertThat(text("data/a b+c.csv")).isEqualTo("1,2");
        assertThat(folder.resolve(".anabranch-s3"))
                .as("reading leaves nothing behind")
                .doesNotExist();
        Files.writeString(folder.resolve("data/a b+c.csv"), "3,4");
        assertThatThrownBy(() ->
                        s3.getObject(r -> r.bucket("b").key("data/a b+c.csv").ifMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void twoClientsOfOneFolderExcludeEachOther() {
        S3Client other = EmbeddedS3.builder().bucket("b", folder).build();
        s3.putObject(r -> r.bucket("b").key("k").ifNoneMatch("*"), RequestBody.fromString("x"));
        assertThatThrownBy(() ->
                        other.putObject(r -> r.bucket("b").key("k").ifNoneMatch("*"), RequestBody.fromString("y")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        other.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("z"));
        assertThat(text("k")).isEqualTo("z");
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws IOException {
        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket("b").key("k"),
                        RequestBody.fromContentProvider(BrokenStream::new, 1_000_000, "text/plain")))
                .hasMessageContaining("the source broke");
        assertThatThrownBy(() ->
                        s3.putObject(r -> r.bucket("b").key("k").contentLength(10L), RequestBody.fromString("short")))
                .hasMessageContaining("was 5 bytes, but a content length of 10 was specified");
        assertThat(keys()).isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve(".anabranch-s3/tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aCompletionThatWasKilledHalfwayIsRepeated() throws IOException {
        byte[] first = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(first);
        String id = s3.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
        List<CompletedPart> parts = List.of(part(id, 1, first), part(id, 2, "tail".getBytes(StandardCharsets.UTF_8)));
        Path upload = folder.resolve(".anabranch-s3/uploads").resolve(id);
        // As a kill leaves it that hits while the second part is being appended to the first one's file.
        Files.writeString(
                upload.resolve("completion"),
                first.length + "\n1 " + parts.get(0).eTag().replace("\"", "") + "\n2 "
                        + parts.get(1).eTag().replace("\"", ""));
        Files.write(upload.resolve("part-00001"), new byte[] {'t', 'a'}, java.nio.file.StandardOpenOption.APPEND);
        s3.completeMultipartUpload(r -> r.bucket("b").key("k").uploadId(id).multipartUpload(u -> u.parts(parts)));
        byte[] whole = Files.readAllBytes(folder.resolve("k"));
        assertThat(whole).hasSize(first.length + 4).startsWith(first).endsWith('t', 'a', 'i', 'l');
        assertThat(upload).doesNotExist();
    }

    @Test
    void aCompletionThatWasKilledAfterItsEffectIsRepeated() throws IOException {
        String id = s3.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
        CompletedPart part = part(id, 1, "content".getBytes(StandardCharsets.UTF_8));
        Path upload = folder.resolve(".anabranch-s3/uploads").resolve(id);
        // A refused completion leaves the assembled file; linking it is what the kill came after.
        assertThatThrownBy(() -> s3.completeMultipartUpload(r ->
                        r.bucket("b").key("k").uploadId(id).ifMatch("\"0\"").multipartUpload(u -> u.parts(part))))
                .isInstanceOf(S3Exception.class);
        Files.createLink(folder.resolve("k"), upload.resolve("assembled"));
        String etag = s3.completeMultipartUpload(r ->
                        r.bucket("b").key("k").uploadId(id).ifNoneMatch("*").multipartUpload(u -> u.parts(part)))
                .eTag();
        assertThat(s3.headObject(r -> r.bucket("b").key("k")).eTag()).isEqualTo(etag);
        assertThat(text("k")).isEqualTo("content");
        assertThat(upload).doesNotExist();
    }

    @Test
    void anOperationItDoesNotHaveIsRefusedByName() {
        assertThatThrownBy(() -> s3.putBucketTagging(r -> r.bucket("b")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "Cannot do S3's putBucketTagging: the embedded S3 has no such operation. Use S3, or an emulator"
                                + " that has it");
    }

    @Test
    void aFieldItDoesNotUnderstandIsRefusedByName() {
        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket("b").key("k").tagging(Tagging.builder().build()), RequestBody.fromString("x")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Cannot do PutObject with Tagging");
        assertThatThrownBy(() -> s3.getObject(r -> r.bucket("b").key("k").versionId("v1")))
                .hasMessageContaining("Cannot do GetObject with VersionId");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAccessDenied() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        S3Client blocked = EmbeddedS3.builder().bucket("c", file).build();
        assertThatThrownBy(() -> blocked.putObject(r -> r.bucket("c").key("k"), RequestBody.fromString("x")))
                .hasMessageContaining("PutObject of s3://c/k")
                .hasMessageContaining("file");
    }

    @Test
    void listingsEqualASortedSetOfKeys() {
        for (int seed = 0; seed < 30; seed++) {
            Path root = folder.resolve("seed" + seed);
            listAtRandom(seed, EmbeddedS3.builder().bucket("b", root).build(), "");
        }
    }

    @Test
    void listingsOfAFolderThatMayBeWrittenToEqualASortedSetOfKeys() {
        for (int seed = 0; seed < 30; seed++) {
            Path root = folder.resolve("seed" + seed);
            S3Client client = EmbeddedS3.builder()
                    .bucket("b", root)
                    .writable(List.of(root.resolve("x/w")))
                    .build();
            listAtRandom(seed, client, "x/w/");
        }
    }

    private static void listAtRandom(int seed, S3Client client, String folderKey) {
        Random random = new Random(seed);
        TreeSet<String> expected = new TreeSet<>(ObjectKey.ORDER);
        for (int i = 0; i < 40; i++) {
            String key = folderKey + randomKey(random);
            client.putObject(r -> r.bucket("b").key(key), RequestBody.fromString(key));
            expected.add(key);
            if (random.nextInt(4) == 0) {
                String gone = new ArrayList<>(expected).get(random.nextInt(expected.size()));
                client.deleteObject(r -> r.bucket("b").key(gone));
                expected.remove(gone);
            }
        }
        String prefix =
                random.nextBoolean() ? "" : folderKey + randomKey(random).substring(0, 1);
        String after = random.nextBoolean() ? "" : folderKey + randomKey(random);
        int page = 1 + random.nextInt(7);
        List<String> listed = client
                .listObjectsV2Paginator(
                        r -> r.bucket("b").prefix(prefix).startAfter(after).maxKeys(page))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
        assertThat(listed)
                .as("seed %s, prefix '%s', after '%s', pages of %s", seed, prefix, after, page)
                .isEqualTo(expected.stream()
                        .filter(key -> key.startsWith(prefix) && ObjectKey.ORDER.compare(key, after) > 0)
                        .toList());
        for (String key : expected) {
            assertThat(client.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String())
                    .isEqualTo(key);
        }
    }

    /** Short keys over few characters, so that keys are prefixes, folders and neighbours of each other. */
    private static String randomKey(Random random) {
        String alphabet = "ab/.-0/";
        StringBuilder key = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            key.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return key.toString();
    }

    private void put(String key, String text) {
        s3.putObject(r -> r.bucket("b").key(key), RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String text(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String();
    }

    private List<String> keys() {
        return s3.listObjectsV2(r -> r.bucket("b")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private CompletedPart part(String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        r -> r.bucket("b").key("k").uploadId(id).partNumber(number), RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static final class BrokenStream extends InputStream {
        private int left = 1000;

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("the source broke");
            }
            left--;
            return 'x';
        }
    }
}
