package io.anabranch.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of which some folders may be written to: the rest are files of other people, who link, rewrite and remove what they like. */
final class OthersFilesTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private S3Client s3;

    @BeforeEach
    void open() throws IOException {
        folder = temporary.toRealPath();
        s3 = client();
    }

    private S3Client client() {
        return EmbeddedS3.builder()
                .bucket("b", folder)
                .writable(List.of(folder.resolve("out"), folder.resolve("work/own")))
                .build();
    }

    @Test
    void allIsReadAndOnlySomeIsWrittenTo() throws IOException {
        file("in/a.csv", "1");
        put("out/part", "2");
        put("work/own/x//y", "3");
        assertThat(tags().keySet()).containsExactly("in/a.csv", "out/part", "work/own/x//y");
        assertThat(text("in/a.csv")).isEqualTo("1");
        assertThat(text("work/own/x//y")).isEqualTo("3");
        for (String key : List.of("in/a.csv", "in/b", "work/b", "outside", "x")) {
            assertDenied(() -> put(key, "4"));
            assertDenied(() -> s3.deleteObject(r -> r.bucket("b").key(key)));
            assertDenied(() -> s3.createMultipartUpload(r -> r.bucket("b").key(key)));
        }
        assertThat(folder.resolve("in/a.csv")).hasContent("1");
        assertThat(folder.resolve(".anabranch-s3")).doesNotExist();
    }

    @Test
    void aLinkLeadsNobodyOutOfWhatMayBeWrittenTo() throws IOException {
        file("in/a.csv", "1");
        put("out/part", "2");
        link("out/link", "../in");
        link("out/file", "../in/a.csv");
        assertThat(text("out/link/a.csv")).isEqualTo("1");
        assertDenied(() -> put("out/link/a.csv", "3"));
        assertDenied(() -> put("out/link/new/b.csv", "3"));
        assertDenied(() -> s3.deleteObject(r -> r.bucket("b").key("out/link/a.csv")));
        put("out/file", "3");
        assertThat(folder.resolve("in/a.csv"))
                .as("the link was replaced, not its target")
                .hasContent("1");
    }

    @Test
    void eachFolderHasItsOwnUploads() {
        String first = upload("out/k");
        String second = upload("work/own/k");
        assertThat(uploads("")).containsExactly(Map.entry("out/k", first), Map.entry("work/own/k", second));
        assertThat(uploads("work/own/")).containsExactly(Map.entry("work/own/k", second));
        assertThat(folder.resolve("out/.anabranch-s3/uploads").resolve(first)).isDirectory();
        String tag = s3.uploadPart(
                        r -> r.bucket("b").key("out/k").uploadId(first).partNumber(1), RequestBody.fromString("x"))
                .eTag();
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
        s3.completeMultipartUpload(
                r -> r.bucket("b").key("out/k").uploadId(first).multipartUpload(u -> u.parts(part)));
        assertThat(text("out/k")).isEqualTo("x");
    }

    @Test
    void whatIsKeptBesideTheObjectsGoesInTheEndUnlessItIsNeeded() throws IOException {
        s3.putObject(
                r -> r.bucket("b").key("out/a.json").contentType("application/json"),
                RequestBody.fromBytes(new byte[2]));
        S3Client other = client();
        other.putObject(r -> r.bucket("b").key("out/b"), RequestBody.fromBytes(new byte[1]));
        s3.close();
        assertThat(folder.resolve("out/.anabranch-s3/lock"))
                .as("used by another")
                .exists();
        other.putObject(r -> r.bucket("b").key("out/c"), RequestBody.fromBytes(new byte[1]));
        other.close();
        assertThat(folder.resolve("out/.anabranch-s3")).doesNotExist();
        s3 = client();
        upload("out/k");
        s3.close();
        assertThat(folder.resolve("out/.anabranch-s3/uploads"))
                .as("an upload is needed")
                .isNotEmptyDirectory();
        s3 = client();
        assertThat(uploads("")).hasSize(1);
    }

    @Test
    void aLinkIntoAFolderThatIsBeingWalkedIsNotFollowed() throws IOException {
        file("in/logs/a.txt", "1");
        file("in/b.txt", "2");
        link("in/logs/self", ".");
        link("in/logs/up", "../..");
        link("in/logs/in", "..");
        assertThat(tags("in/").keySet()).contains("in/b.txt", "in/logs/a.txt");
        assertThat(tags("in/")).hasSizeLessThan(6);
    }

    @Test
    void linksToEachOtherEnd() throws IOException {
        file("a/x", "1");
        file("b/y", "2");
        link("a/b", "../b");
        link("b/a", "../a");
        assertThat(tags().keySet()).containsExactly("a/b/y", "a/x", "b/a/x", "b/y");
    }

    @Test
    void aFileBehindALinkIsAnAliasOfItself() throws IOException {
        file("real/a.csv", "1");
        file("real/b.csv", "1");
        link("in/a.csv", "../real/a.csv");
        link("in/folder", "../real");
        Files.createLink(folder.resolve("in/hard.csv"), folder.resolve("real/a.csv"));
        Map<String, String> tags = tags();
        String a = tags.get("real/a.csv");
        String alias = a.substring(0, a.length() - 1) + "-link\"";
        assertThat(tags.get("in/a.csv")).isEqualTo(alias);
        assertThat(tags.get("in/folder/a.csv")).isEqualTo(alias);
        assertThat(tags.get("in/folder/b.csv")).endsWith("-link\"").isNotEqualTo(alias);
        assertThat(tags.get("in/hard.csv")).as("a hard link is a file").isEqualTo(a);
        for (Map.Entry<String, String> each : tags.entrySet()) {
            assertThat(s3.headObject(r -> r.bucket("b").key(each.getKey())).eTag())
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
            assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key(each.getKey()).ifMatch(each.getValue()))
                            .asUtf8String())
                    .isEqualTo("1");
        }
    }

    @Test
    void whatIsNoFileIsShownWithTheReason() throws Exception {
        file("in/a", "1");
        link("in/dangling", "nothing");
        link("in/loop", "loop");
        assumeTrue(new ProcessBuilder("mkfifo", folder.resolve("in/pipe").toString())
                        .start()
                        .waitFor()
                == 0);
        assertThat(tags("in/d")).containsExactly(Map.entry("in/dangling", "\"unreadable-dangling\""));
        assertThat(tags("in/l")).containsExactly(Map.entry("in/loop", "\"unreadable-dangling\""));
        assertThat(tags("in/p")).containsExactly(Map.entry("in/pipe", "\"unreadable-special\""));
        assertThat(tags()).hasSize(4);
    }

    @Test
    void aFolderThatMayNotBeReadIsShownOnAnyPage() throws IOException {
        file("in/a", "1");
        file("in/shut/b", "2");
        file("in/z", "3");
        Files.setPosixFilePermissions(folder.resolve("in/shut"), PosixFilePermissions.fromString("---------"));
        try {
            assumeTrue(!Files.isReadable(folder.resolve("in/shut")), "this user may read everything");
            for (int page = 1; page < 4; page++) {
                int size = page;
                assertThat(s3.listObjectsV2Paginator(r -> r.bucket("b").maxKeys(size)).contents().stream()
                                .map(S3Object::key))
                        .containsExactly("in/a", "in/shut/", "in/z");
            }
            assertThat(tags("in/shut/")).containsExactly(Map.entry("in/shut/", "\"unreadable-folder\""));
        } finally {
            Files.setPosixFilePermissions(folder.resolve("in/shut"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Without waiting for the file system's clock to tick, some of these changes have the time of the one before. */
    @Test
    void aChangeInPlaceShowsHoweverSoonItComesAndWhateverTimeIsSetBack() throws IOException {
        Path file = file("in/a", "0");
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(file, time);
        for (int i = 0; i < 30; i++) {
            String before = tags().get("in/a");
            Files.writeString(file, String.valueOf(i % 10));
            Files.setLastModifiedTime(file, time);
            assertThat(tags().get("in/a")).isNotEqualTo(before);
            assertThatThrownBy(() ->
                            s3.getObjectAsBytes(r -> r.bucket("b").key("in/a").ifMatch(before)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        }
    }

    @Test
    void aReadOfAFileThatIsWrittenToFailsBeforeItGivesANewByte() throws IOException {
        byte[] old = new byte[1_000_000];
        Arrays.fill(old, (byte) 'o');
        byte[] rewritten = new byte[old.length];
        Arrays.fill(rewritten, (byte) 'n');
        for (int bufferSize : new int[] {1, 4_000, 70_000, 300_000}) {
            Path file = folder.resolve("in/a" + bufferSize);
            Files.createDirectories(file.getParent());
            Files.write(file, old);
            FileTime time = Files.getLastModifiedTime(file);
            tags();
            byte[] buffer = new byte[bufferSize];
            try (InputStream in = s3.getObject(r -> r.bucket("b").key("in/a" + bufferSize))) {
                assertThat(in.read(buffer)).isPositive();
                Files.write(file, rewritten, StandardOpenOption.WRITE);
                Files.setLastModifiedTime(file, time);
                assertThatThrownBy(() -> {
                            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                                for (int i = 0; i < read; i++) {
                                    assertThat(buffer[i]).isEqualTo((byte) 'o');
                                }
                            }
                        })
                        .as("reads of %s", bufferSize)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("was written to while it was read");
            }
        }
    }

    private Path file(String key, String text) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void link(String key, String target) throws IOException {
        Path link = folder.resolve(key);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private void put(String key, String text) {
        s3.putObject(r -> r.bucket("b").key(key), RequestBody.fromString(text));
    }

    private String text(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String();
    }

    private Map<String, String> tags() {
        return tags("");
    }

    private Map<String, String> tags(String prefix) {
        Map<String, String> tags = new TreeMap<>();
        s3.listObjectsV2(r -> r.bucket("b").prefix(prefix))
                .contents()
                .forEach(object -> tags.put(object.key(), object.eTag()));
        return tags;
    }

    private String upload(String key) {
        return s3.createMultipartUpload(r -> r.bucket("b").key(key)).uploadId();
    }

    private Map<String, String> uploads(String prefix) {
        Map<String, String> uploads = new TreeMap<>();
        for (MultipartUpload each :
                s3.listMultipartUploads(r -> r.bucket("b").prefix(prefix)).uploads()) {
            uploads.put(each.key(), each.uploadId());
        }
        return uploads;
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
}
