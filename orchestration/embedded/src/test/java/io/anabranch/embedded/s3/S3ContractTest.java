package io.anabranch.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anabranch.embedded.contract.Contract;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What we take S3 to do, asserted of every backend in the same words. A subclass names the backend and gives a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class S3ContractTest {
    private static final int MIB = 1024 * 1024;
    private static final int RACERS = 8;

    private S3Client s3;
    private String bucket;
    private Contract contract;

    /** The name by which {@link KnownDeviations} knows the backend. */
    protected abstract String backend();

    /** A client of the backend; the suite does not close it. */
    protected abstract S3Client client();

    @BeforeEach
    void createBucket(TestInfo test) {
        contract = new Contract(
                backend(), test.getTestMethod().map(Method::getName).orElseThrow());
        s3 = client();
        bucket = "contract-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void deleteBucket() {
        try {
            empty();
            s3.deleteBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            if (!contract.isBroken()) {
                throw e;
            }
        }
    }

    private void empty() {
        for (MultipartUpload upload :
                s3.listMultipartUploads(request -> request.bucket(bucket)).uploads()) {
            s3.abortMultipartUpload(
                    request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
        }
        s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .toList()
                .forEach(object ->
                        s3.deleteObject(request -> request.bucket(bucket).key(object.key())));
    }

    private void asS3(ThrowingCallable assertions) throws Exception {
        contract.holds(assertions);
    }

    @Test
    void everyKnownDeviationIsACaseOfThisSuite() {
        Contract.hasNoStrayDeviations(backend(), S3ContractTest.class);
    }

    // Objects

    @Test
    void anObjectReadsBackAsItWasPut() throws Exception {
        asS3(() -> {
            String etag = put("folder/hello.txt", "hello").eTag();
            assertThat(etag).startsWith("\"").endsWith("\"").hasSizeGreaterThan(8);
            HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("folder/hello.txt"));
            assertThat(head.contentLength()).isEqualTo(5);
            assertThat(head.eTag()).isEqualTo(etag);
            assertThat(head.lastModified()).isNotNull();
            var got = s3.getObjectAsBytes(r -> r.bucket(bucket).key("folder/hello.txt"));
            assertThat(got.asUtf8String()).isEqualTo("hello");
            assertThat(got.response().eTag()).isEqualTo(etag);
            assertThat(got.response().contentLength()).isEqualTo(5);
            assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(200);
        });
    }

    @Test
    void everyFormOfReadingGivesTheSameBytes(@TempDir Path folder) throws Exception {
        asS3(() -> {
            byte[] bytes = randomBytes(3 * MIB + 17);
            put("big", bytes);
            GetObjectRequest get =
                    GetObjectRequest.builder().bucket(bucket).key("big").build();
            try (ResponseInputStream<GetObjectResponse> in = s3.getObject(get)) {
                assertThat(in.response().contentLength()).isEqualTo(bytes.length);
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
            try (InputStream in = s3.getObject(get)) {
                assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
                assertThat(in.read()).isEqualTo(bytes[10] & 0xff);
            }
            assertThat(s3.getObjectAsBytes(get).asByteArrayUnsafe()).isEqualTo(bytes);
            Path file = folder.resolve("copy");
            s3.getObject(get, ResponseTransformer.toFile(file));
            assertThat(file).hasBinaryContent(bytes);
        });
    }

    @Test
    void everyFormOfBodyIsPut(@TempDir Path folder) throws Exception {
        asS3(() -> {
            byte[] bytes = randomBytes(MIB + 1);
            Path file = Files.write(folder.resolve("body"), bytes);
            PutObjectRequest put =
                    PutObjectRequest.builder().bucket(bucket).key("body").build();
            for (RequestBody body : List.of(
                    RequestBody.fromFile(file),
                    RequestBody.fromBytes(bytes),
                    RequestBody.fromInputStream(new java.io.ByteArrayInputStream(bytes), bytes.length),
                    RequestBody.fromContentProvider(
                            () -> new java.io.ByteArrayInputStream(bytes), bytes.length, "text/csv"))) {
                s3.putObject(put, body);
                assertThat(read("body")).isEqualTo(bytes);
            }
            s3.putObject(put, RequestBody.empty());
            assertThat(read("body")).isEmpty();
        });
    }

    @Test
    void metadataComesBack() throws Exception {
        asS3(() -> {
            s3.putObject(
                    r -> r.bucket(bucket)
                            .key("described")
                            .contentType("text/csv")
                            .contentEncoding("gzip")
                            .metadata(Map.of("owner", "someone")),
                    RequestBody.fromString("x"));
            HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("described"));
            assertThat(head.contentType()).isEqualTo("text/csv");
            assertThat(head.contentEncoding()).isEqualTo("gzip");
            assertThat(head.metadata()).containsEntry("owner", "someone");
            put("described", "plain");
            assertThat(s3.headObject(r -> r.bucket(bucket).key("described")).metadata())
                    .isEmpty();
        });
    }

    @Test
    void anETagChangesWithTheContent() throws Exception {
        asS3(() -> {
            List<String> etags = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                etags.add(put("k", "version " + (char) ('a' + i)).eTag());
                assertThat(s3.headObject(r -> r.bucket(bucket).key("k")).eTag()).isEqualTo(etags.get(i));
            }
            assertThat(etags).doesNotHaveDuplicates();
        });
    }

    @Test
    void aMissingKeyIsNoSuchKey() throws Exception {
        asS3(() -> {
            NoSuchKeyException get = catchThrowableOfType(NoSuchKeyException.class, () -> read("missing"));
            assertThat(get.statusCode()).isEqualTo(404);
            assertThat(get.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
            assertThat(get.requestId()).isNotEmpty();
            assertThatThrownBy(() -> s3.headObject(r -> r.bucket(bucket).key("missing")))
                    .isInstanceOf(NoSuchKeyException.class);
        });
    }

    @Test
    void aMissingBucketIsNoSuchBucket() throws Exception {
        asS3(() -> {
            String missing = "missing-" + UUID.randomUUID();
            assertThatThrownBy(() -> s3.getObject(r -> r.bucket(missing).key("k")))
                    .isInstanceOf(NoSuchBucketException.class);
            assertThatThrownBy(() -> s3.putObject(r -> r.bucket(missing).key("k"), RequestBody.fromString("x")))
                    .isInstanceOf(NoSuchBucketException.class);
            assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket(missing)))
                    .isInstanceOf(NoSuchBucketException.class);
            assertThatThrownBy(() -> s3.headBucket(r -> r.bucket(missing))).isInstanceOf(NoSuchBucketException.class);
        });
    }

    @Test
    void deletingIsIdempotent() throws Exception {
        asS3(() -> {
            put("a/b/c", "x");
            s3.deleteObject(r -> r.bucket(bucket).key("a/b/c"));
            s3.deleteObject(r -> r.bucket(bucket).key("a/b/c"));
            assertThatThrownBy(() -> read("a/b/c")).isInstanceOf(NoSuchKeyException.class);
            assertThat(keys("")).isEmpty();
        });
    }

    @Test
    void manyAreDeletedAtOnce() throws Exception {
        asS3(() -> {
            List<ObjectIdentifier> keys = IntStream.range(0, 10)
                    .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
                    .toList();
            keys.forEach(key -> put(key.key(), "x"));
            put("kept", "x");
            var response = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys)));
            assertThat(response.deleted()).hasSize(10);
            assertThat(response.errors()).isEmpty();
            assertThat(keys("")).containsExactly("kept");
        });
    }

    @Test
    void aCopyIsAnObjectOfItsOwn() throws Exception {
        asS3(() -> {
            put("source + ü/a", "content");
            var copied = s3.copyObject(r -> r.sourceBucket(bucket)
                    .sourceKey("source + ü/a")
                    .destinationBucket(bucket)
                    .destinationKey("target"));
            s3.deleteObject(r -> r.bucket(bucket).key("source + ü/a"));
            assertThat(text("target")).isEqualTo("content");
            assertThat(copied.copyObjectResult().eTag())
                    .isEqualTo(
                            s3.headObject(r -> r.bucket(bucket).key("target")).eTag());
        });
    }

    // Ranges

    @Test
    void aRangeIsReadAlone() throws Exception {
        asS3(() -> {
            put("digits", "0123456789");
            assertThat(range("bytes=2-4")).isEqualTo("234");
            assertThat(range("bytes=7-")).isEqualTo("789");
            assertThat(range("bytes=-3")).isEqualTo("789");
            assertThat(range("bytes=8-100")).isEqualTo("89");
            assertThat(range("bytes=-100")).isEqualTo("0123456789");
            var response = s3.getObjectAsBytes(
                            r -> r.bucket(bucket).key("digits").range("bytes=2-4"))
                    .response();
            assertThat(response.contentRange()).isEqualTo("bytes 2-4/10");
            assertThat(response.contentLength()).isEqualTo(3);
            assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(206);
        });
    }

    @Test
    void aRangeBehindTheEndIsInvalid() throws Exception {
        asS3(() -> {
            put("digits", "0123456789");
            put("empty", "");
            assertError(() -> range("bytes=10-12"), 416, "InvalidRange");
            assertError(() -> s3.getObject(r -> r.bucket(bucket).key("empty").range("bytes=0-")), 416, "InvalidRange");
        });
    }

    // Conditions

    @Test
    void aPinnedReadFailsAfterAReplacement() throws Exception {
        asS3(() -> {
            String etag = put("pinned", "one").eTag();
            assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("pinned").ifMatch(etag))
                            .asUtf8String())
                    .isEqualTo("one");
            put("pinned", "two");
            assertError(
                    () -> s3.getObject(r -> r.bucket(bucket).key("pinned").ifMatch(etag)), 412, "PreconditionFailed");
            assertThatThrownBy(() ->
                            s3.headObject(r -> r.bucket(bucket).key("pinned").ifMatch(etag)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        });
    }

    @Test
    void aReadOfWhatOneHasIsNotModified() throws Exception {
        asS3(() -> {
            String etag = put("k", "one").eTag();
            assertThatThrownBy(() -> s3.getObject(r -> r.bucket(bucket).key("k").ifNoneMatch(etag)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
            put("k", "two");
            assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").ifNoneMatch(etag))
                            .asUtf8String())
                    .isEqualTo("two");
        });
    }

    @Test
    void aPutThatNeedsAFreeKeyFailsOnATakenOne() throws Exception {
        asS3(() -> {
            putIfAbsent("receipt", "first");
            assertError(() -> putIfAbsent("receipt", "second"), 412, "PreconditionFailed");
            assertThat(text("receipt")).isEqualTo("first");
            s3.deleteObject(r -> r.bucket(bucket).key("receipt"));
            putIfAbsent("receipt", "third");
            assertThat(text("receipt")).isEqualTo("third");
        });
    }

    @Test
    void aPutThatNeedsAVersionReplacesOnlyThat() throws Exception {
        asS3(() -> {
            String one = put("k", "one").eTag();
            String two = putIfMatch("k", "two", one);
            assertError(() -> putIfMatch("k", "three", one), 412, "PreconditionFailed");
            putIfMatch("k", "three", two);
            assertThat(text("k")).isEqualTo("three");
            assertThatThrownBy(() -> putIfMatch("missing", "x", one))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        });
    }

    @Test
    void ofRacingConditionalPutsOneWins() throws Exception {
        asS3(() -> {
            for (int round = 0; round < 10; round++) {
                String key = "race/" + round;
                List<String> winners = race(racer -> {
                    putIfAbsent(key, "racer " + racer);
                    return "racer " + racer;
                });
                assertThat(winners).as("winners of round %s", round).hasSize(1);
                assertThat(text(key)).isEqualTo(winners.get(0));
            }
        });
    }

    @Test
    void ofRacingReplacementsOneWins() throws Exception {
        asS3(() -> {
            for (int round = 0; round < 40; round++) {
                String key = "counter/" + round;
                String etag = put(key, "start").eTag();
                List<String> winners = race(racer -> {
                    putIfMatch(key, "racer " + racer, etag);
                    return "racer " + racer;
                });
                assertThat(winners).as("winners of round %s", round).hasSize(1);
                assertThat(text(key)).isEqualTo(winners.get(0));
            }
        });
    }

    @Test
    void aReaderNeverSeesAMixtureOfTwoVersions() throws Exception {
        asS3(() -> {
            byte[][] versions = {filled('a', 200_000), filled('b', 150_000)};
            put("mixed", versions[0]);
            race(racer -> {
                for (int i = 0; i < 10; i++) {
                    if (racer % 2 == 0) {
                        put("mixed", versions[i % 2]);
                    } else {
                        byte[] seen = read("mixed");
                        assertThat(seen).isEqualTo(versions[seen[0] - 'a']);
                    }
                }
                return "done";
            });
        });
    }

    // Keys

    @Test
    void anyCharacterOfAKeyIsKept() throws Exception {
        asS3(() -> keysWork(List.of(
                "plain.csv",
                "with space + plus & 100%.csv",
                "per%20cent/%2F/%",
                "Unicode/grün/日本/😀.txt",
                "star*?<>|\"'",
                "tilde~/(brackets)[and]{more}/#hash;=,",
                "back\\slash")));
    }

    @Test
    void aKeyNeedNotBeTheNameOfAFile() throws Exception {
        asS3(() -> keysWork(List.of(
                "folder/",
                "double//slash",
                "dots/../up",
                "./here",
                "/absolute",
                ".anabranch-s3/lock",
                "long/" + "x".repeat(300),
                "deep" + "/d".repeat(400))));
    }

    private void keysWork(List<String> keys) {
        for (String key : keys) {
            put(key, "content of " + key);
        }
        for (String key : keys) {
            assertThat(text(key)).isEqualTo("content of " + key);
        }
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(keys).isSortedAccordingTo(UTF_8_ORDER);
        for (String key : keys) {
            put(key, "new content of " + key);
            assertThat(text(key)).isEqualTo("new content of " + key);
            s3.deleteObject(r -> r.bucket(bucket).key(key));
            assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchKeyException.class);
        }
        assertThat(keys("")).isEmpty();
    }

    @Test
    void aKeyOfMoreThan1024BytesIsTooLong() throws Exception {
        asS3(() -> {
            put("k/" + "ü".repeat(511), "fits");
            assertError(() -> put("k/" + "ü".repeat(511) + "x", "one more"), 400, "KeyTooLongError");
        });
    }

    @Test
    void aKeyBesideItsOwnPrefixIsPutInAnyOrder() throws Exception {
        asS3(() -> {
            put("x/y", "below");
            put("x", "above");
            assertThat(text("x")).isEqualTo("above");
            assertThat(text("x/y")).isEqualTo("below");
            assertThat(keys("")).containsExactly("x", "x/y");
            assertError(() -> putIfAbsent("x", "again"), 412, "PreconditionFailed");
            s3.deleteObject(r -> r.bucket(bucket).key("x/y"));
            put("x", "still");
            assertThat(text("x")).isEqualTo("still");
            assertThat(keys("")).containsExactly("x");
        });
    }

    // Listings

    @Test
    void aListingIsInTheOrderOfUtf8Bytes() throws Exception {
        asS3(() -> {
            List<String> keys =
                    List.of("a-b", "a.txt", "a/1", "a/10", "a/2", "a0", "B", "z", "é", "\uFF5Ewide", "\uD83D\uDE00");
            keys.forEach(key -> put(key, "x"));
            List<String> sorted = keys.stream().sorted(UTF_8_ORDER).toList();
            assertThat(keys("")).isEqualTo(sorted);
            assertThat(sorted.indexOf("\uFF5Ewide")).isLessThan(sorted.indexOf("\uD83D\uDE00"));
        });
    }

    @Test
    void aListingComesInPages() throws Exception {
        asS3(() -> {
            List<String> keys = IntStream.range(0, 25)
                    .mapToObj(i -> String.format("p/%s/%03d", i % 3, i))
                    .toList();
            keys.forEach(key -> put(key, "x"));
            put("q", "outside");
            List<String> sorted = keys.stream().sorted().toList();
            List<String> seen = new ArrayList<>();
            String token = null;
            int pages = 0;
            do {
                String continuation = token;
                ListObjectsV2Response page = s3.listObjectsV2(
                        r -> r.bucket(bucket).prefix("p/").maxKeys(4).continuationToken(continuation));
                assertThat(page.contents()).hasSizeLessThanOrEqualTo(4);
                assertThat(page.keyCount()).isEqualTo(page.contents().size());
                page.contents().forEach(object -> seen.add(object.key()));
                token = page.nextContinuationToken();
                assertThat(page.isTruncated()).isEqualTo(token != null);
                pages++;
            } while (token != null);
            assertThat(seen).isEqualTo(sorted);
            assertThat(pages).isEqualTo(7);
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix("p/")
                    .maxKeys(7)
                    .build();
            assertThat(s3.listObjectsV2Paginator(request).contents().stream().map(S3Object::key))
                    .containsExactlyElementsOf(sorted);
        });
    }

    @Test
    void aPageCanBeAskedForAgainAndSeesWhatChanged() throws Exception {
        asS3(() -> {
            IntStream.range(0, 6).forEach(i -> put("k" + i, "x"));
            String token = s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(2)).nextContinuationToken();
            for (int i = 0; i < 2; i++) {
                assertThat(s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(2).continuationToken(token))
                                .contents())
                        .extracting(S3Object::key)
                        .containsExactly("k2", "k3");
            }
            s3.deleteObject(r -> r.bucket(bucket).key("k2"));
            put("k35", "x");
            assertThat(s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(2).continuationToken(token))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("k3", "k35");
        });
    }

    @Test
    void aListingStartsAfterAKey() throws Exception {
        asS3(() -> {
            List.of("a/1", "a/2", "b", "c").forEach(key -> put(key, "x"));
            assertThat(listed(ListObjectsV2Request.builder().startAfter("a/1"))).containsExactly("a/2", "b", "c");
            assertThat(listed(ListObjectsV2Request.builder().startAfter("a/"))).containsExactly("a/1", "a/2", "b", "c");
            assertThat(listed(ListObjectsV2Request.builder().startAfter("zzz"))).isEmpty();
            assertThat(listed(ListObjectsV2Request.builder().prefix("a/").startAfter("a/1")))
                    .containsExactly("a/2");
        });
    }

    @Test
    void aDelimiterRollsUpWhatIsBelowIt() throws Exception {
        asS3(() -> {
            List.of("a.txt", "x/1", "x/2", "x/deep/3", "y/4", "z.txt").forEach(key -> put(key, "x"));
            ListObjectsV2Response top = s3.listObjectsV2(r -> r.bucket(bucket).delimiter("/"));
            assertThat(top.contents()).extracting(S3Object::key).containsExactly("a.txt", "z.txt");
            assertThat(top.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("x/", "y/");
            ListObjectsV2Response below =
                    s3.listObjectsV2(r -> r.bucket(bucket).delimiter("/").prefix("x/"));
            assertThat(below.contents()).extracting(S3Object::key).containsExactly("x/1", "x/2");
            assertThat(below.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("x/deep/");
            List<String> seen = new ArrayList<>();
            s3.listObjectsV2Paginator(r -> r.bucket(bucket).delimiter("/").maxKeys(1))
                    .forEach(page -> {
                        page.contents().forEach(object -> seen.add(object.key()));
                        page.commonPrefixes().forEach(prefix -> seen.add(prefix.prefix()));
                    });
            assertThat(seen).containsExactly("a.txt", "x/", "y/", "z.txt");
        });
    }

    @Test
    void aListingSaysSizeAndETag() throws Exception {
        asS3(() -> {
            String etag = put("k", "12345").eTag();
            S3Object listed = s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0);
            assertThat(listed.size()).isEqualTo(5);
            assertThat(listed.eTag()).isEqualTo(etag);
            assertThat(listed.lastModified()).isNotNull();
        });
    }

    // Multipart uploads

    @Test
    void anUploadIsInvisibleUntilItIsComplete() throws Exception {
        asS3(() -> {
            String id = createUpload("big");
            byte[] first = randomBytes(5 * MIB);
            byte[] second = randomBytes(5 * MIB + 3);
            byte[] third = randomBytes(11);
            CompletedPart part3 = uploadPart("big", id, 7, third);
            CompletedPart part1 = uploadPart("big", id, 1, first);
            CompletedPart part2 = uploadPart("big", id, 2, second);
            assertThat(keys("")).isEmpty();
            assertThatThrownBy(() -> read("big")).isInstanceOf(NoSuchKeyException.class);
            assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads())
                    .extracting(MultipartUpload::uploadId)
                    .containsExactly(id);
            assertThat(s3.listParts(r -> r.bucket(bucket).key("big").uploadId(id))
                            .parts())
                    .extracting(part -> part.partNumber() + ":" + part.size())
                    .containsExactly("1:" + first.length, "2:" + second.length, "7:" + third.length);
            String etag = complete("big", id, List.of(part1, part2, part3), false);
            assertThat(s3.headObject(r -> r.bucket(bucket).key("big")).eTag()).isEqualTo(etag);
            byte[] whole = read("big");
            assertThat(whole).hasSize(first.length + second.length + third.length);
            assertThat(Arrays.copyOf(whole, first.length)).isEqualTo(first);
            assertThat(Arrays.copyOfRange(whole, whole.length - third.length, whole.length))
                    .isEqualTo(third);
            assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
        });
    }

    @Test
    void anUploadOfOneSmallPartIsAnObject() throws Exception {
        asS3(() -> {
            put("small", "old");
            String id = createUpload("small");
            uploadPart("small", id, 1, "first try".getBytes(UTF_8));
            CompletedPart part = uploadPart("small", id, 1, "second try".getBytes(UTF_8));
            assertThat(text("small")).isEqualTo("old");
            complete("small", id, List.of(part), false);
            assertThat(text("small")).isEqualTo("second try");
        });
    }

    @Test
    void anAbortedUploadLeavesNothing() throws Exception {
        asS3(() -> {
            String id = createUpload("gone");
            CompletedPart part = uploadPart("gone", id, 1, "x".getBytes(UTF_8));
            s3.abortMultipartUpload(r -> r.bucket(bucket).key("gone").uploadId(id));
            assertThat(keys("")).isEmpty();
            assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
            assertThatThrownBy(() -> complete("gone", id, List.of(part), false))
                    .isInstanceOf(NoSuchUploadException.class);
        });
    }

    @Test
    void anAbortedUploadTakesNoMoreParts() throws Exception {
        asS3(() -> {
            String id = createUpload("gone");
            s3.abortMultipartUpload(r -> r.bucket(bucket).key("gone").uploadId(id));
            assertThatThrownBy(() -> uploadPart("gone", id, 2, "x".getBytes(UTF_8)))
                    .isInstanceOf(NoSuchUploadException.class);
        });
    }

    @Test
    void wrongListsOfPartsAreRefused() throws Exception {
        asS3(() -> {
            String id = createUpload("k");
            CompletedPart one = uploadPart("k", id, 1, "too small to be first".getBytes(UTF_8));
            CompletedPart wrong =
                    one.toBuilder().eTag("\"0123456789abcdef0123456789abcdef\"").build();
            CompletedPart missing = one.toBuilder().partNumber(3).build();
            assertError(() -> complete("k", id, List.of(wrong), false), 400, "InvalidPart");
            assertError(() -> complete("k", id, List.of(missing), false), 400, "InvalidPart");
            assertThat(keys("")).isEmpty();
        });
    }

    @Test
    void everyPartButTheLastHasFiveMebibytes() throws Exception {
        asS3(() -> {
            String id = createUpload("k");
            CompletedPart one = uploadPart("k", id, 1, "too small to be first".getBytes(UTF_8));
            CompletedPart two = uploadPart("k", id, 2, "last".getBytes(UTF_8));
            assertError(() -> complete("k", id, List.of(one, two), false), 400, "EntityTooSmall");
            assertThat(keys("")).isEmpty();
        });
    }

    @Test
    void partsAreListedInAscendingOrder() throws Exception {
        asS3(() -> {
            String id = createUpload("k");
            CompletedPart one = uploadPart("k", id, 1, randomBytes(5 * MIB));
            CompletedPart two = uploadPart("k", id, 2, randomBytes(5 * MIB));
            assertError(() -> complete("k", id, List.of(two, one), false), 400, "InvalidPartOrder");
            assertError(() -> complete("k", id, List.of(one, one), false), 400, "InvalidPartOrder");
        });
    }

    @Test
    void aCompletionThatNeedsAFreeKeyFailsOnATakenOne() throws Exception {
        asS3(() -> {
            put("taken", "first");
            String id = createUpload("taken");
            CompletedPart part = uploadPart("taken", id, 1, "second".getBytes(UTF_8));
            assertError(() -> complete("taken", id, List.of(part), true), 412, "PreconditionFailed");
            assertThat(text("taken")).isEqualTo("first");
        });
    }

    @Test
    void ofRacingConditionalCompletionsOneWins() throws Exception {
        asS3(() -> {
            for (int round = 0; round < 5; round++) {
                String key = "race/" + round;
                List<String> ids = IntStream.range(0, RACERS)
                        .mapToObj(racer -> createUpload(key))
                        .toList();
                List<CompletedPart> parts = IntStream.range(0, RACERS)
                        .mapToObj(racer -> uploadPart(key, ids.get(racer), 1, ("racer " + racer).getBytes(UTF_8)))
                        .toList();
                List<String> winners = race(racer -> {
                    complete(key, ids.get(racer), List.of(parts.get(racer)), true);
                    return "racer " + racer;
                });
                assertThat(winners).as("winners of round %s", round).hasSize(1);
                assertThat(text(key)).isEqualTo(winners.get(0));
            }
        });
    }

    // Buckets

    @Test
    void aBucketIsListedAndRefusedTwice() throws Exception {
        asS3(() -> {
            assertThat(s3.listBuckets().buckets())
                    .extracting(each -> each.name())
                    .contains(bucket);
            s3.headBucket(r -> r.bucket(bucket));
            put("k", "x");
            assertError(() -> s3.deleteBucket(r -> r.bucket(bucket)), 409, "BucketNotEmpty");
        });
    }

    // Words of the suite

    private static final java.util.Comparator<String> UTF_8_ORDER =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

    private software.amazon.awssdk.services.s3.model.PutObjectResponse put(String key, String text) {
        return put(key, text.getBytes(UTF_8));
    }

    private software.amazon.awssdk.services.s3.model.PutObjectResponse put(String key, byte[] bytes) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private void putIfAbsent(String key, String text) {
        s3.putObject(r -> r.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(text));
    }

    private String putIfMatch(String key, String text, String etag) {
        return s3.putObject(r -> r.bucket(bucket).key(key).ifMatch(etag), RequestBody.fromString(text))
                .eTag();
    }

    private byte[] read(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }

    private String text(String key) {
        return new String(read(key), UTF_8);
    }

    private String range(String range) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key("digits").range(range))
                .asUtf8String();
    }

    private List<String> keys(String prefix) {
        return listed(ListObjectsV2Request.builder().prefix(prefix));
    }

    private List<String> listed(ListObjectsV2Request.Builder request) {
        return s3.listObjectsV2(request.bucket(bucket).build()).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String createUpload(String key) {
        return s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    }

    private CompletedPart uploadPart(String key, String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number), RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private String complete(String key, String id, List<CompletedPart> parts, boolean exclusive) {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts));
        return s3.completeMultipartUpload(exclusive ? request.ifNoneMatch("*").build() : request.build())
                .eTag();
    }

    private static void assertError(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.requestId()).isNotEmpty();
        });
    }

    private interface Racer {
        String run(int racer) throws Exception;
    }

    /** Lets all start at once; those that fail do so because a condition did not hold (S3 may also say 409), and are no winners. */
    private static List<String> race(Racer racer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            List<Future<Optional<String>>> runs = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int number = i;
                Callable<Optional<String>> run = () -> {
                    start.await(10, TimeUnit.SECONDS);
                    try {
                        return Optional.of(racer.run(number));
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isIn(409, 412);
                        return Optional.empty();
                    }
                };
                runs.add(threads.submit(run));
            }
            List<String> winners = new ArrayList<>();
            for (Future<Optional<String>> run : runs) {
                run.get(60, TimeUnit.SECONDS).ifPresent(winners::add);
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(char value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
