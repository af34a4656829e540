package io.anabranch.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anabranch.embedded.s3.MemoryS3;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The {@link MemoryS3} of this module's tests: what was asked of it is on record, and it fails where it is told to. */
public final class TestS3 extends DelegatingS3Client {
    /** The bucket of {@link #put}. */
    private static final String BUCKET = "bucket";

    private static final BiConsumer<String, String> NOTHING = (operation, uri) -> {};

    private final MemoryS3 memory;
    private volatile BiConsumer<String, String> before = NOTHING;
    private volatile BiConsumer<String, String> after = NOTHING;

    /** Requests in the order in which they came, as {@code "PutObject s3://b/k"}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Every range that was asked for. */
    public final List<String> ranges = new CopyOnWriteArrayList<>();

    /** Pauses before tries. */
    public final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Bytes after which bodies break off, as long as {@link #drops} lasts. */
    public volatile int dropAfter;

    /** How many bodies break off. */
    public final AtomicInteger drops = new AtomicInteger();

    /** Most bytes that one read of a body gives. */
    public volatile int bytesPerRead = Integer.MAX_VALUE;

    public TestS3() {
        this(new MemoryS3(1));
    }

    private TestS3(MemoryS3 memory) {
        super(memory);
        this.memory = memory;
        for (String bucket : List.of(BUCKET, "b", "in", "out", "work")) {
            memory.createBucket(r -> r.bucket(bucket));
        }
    }

    /** The store over this, with three tries and no pauses. */
    public ObjectStore store() {
        return store(3);
    }

    ObjectStore store(int tries) {
        return store(tries, Distance.FAR);
    }

    /** The same, whose objects are near or far away. */
    public ObjectStore store(Distance distance) {
        return store(3, distance);
    }

    private ObjectStore store(int tries, Distance distance) {
        return new ObjectStore(
                this,
                new Backoff(tries, Duration.ofMillis(100), Duration.ofSeconds(1), pauses::add, new Random(1)),
                distance);
    }

    /** Does all in the caller's thread. */
    public static Parallel inOrder() {
        return new Parallel(Runnable::run);
    }

    /** Calls {@code fault} with operation and address before each request; what it throws, the request throws. */
    public void onRequest(BiConsumer<String, String> fault) {
        before = fault;
    }

    /** The same after the request has taken effect: its answer is lost. */
    public void onAnswer(BiConsumer<String, String> fault) {
        after = fault;
    }

    /** No more faults. */
    public void recover() {
        before = NOTHING;
        after = NOTHING;
    }

    public ObjectRef put(String key, byte[] bytes) {
        return store("s3://" + BUCKET + "/" + key, bytes);
    }

    public ObjectRef store(String uri, String text) {
        return store(uri, text.getBytes(UTF_8));
    }

    public ObjectRef store(String uri, byte[] bytes) {
        S3Uri target = S3Uri.parse(uri);
        try {
            memory.headBucket(r -> r.bucket(target.bucket()));
        } catch (NoSuchBucketException e) {
            memory.createBucket(r -> r.bucket(target.bucket()));
        }
        String etag = memory.putObject(r -> r.bucket(target.bucket()).key(target.key()), RequestBody.fromBytes(bytes))
                .eTag();
        return new ObjectRef(target, etag, bytes.length);
    }

    public void remove(String uri) {
        S3Uri target = S3Uri.parse(uri);
        memory.deleteObject(r -> r.bucket(target.bucket()).key(target.key()));
    }

    public byte[] bytes(String uri) {
        S3Uri target = S3Uri.parse(uri);
        return memory.getObjectAsBytes(r -> r.bucket(target.bucket()).key(target.key()))
                .asByteArray();
    }

    public String text(String uri) {
        return new String(bytes(uri), UTF_8);
    }

    /** Addresses of all objects, in order. */
    public List<String> uris() {
        return uris("s3://");
    }

    public List<String> uris(String prefix) {
        List<String> uris = new ArrayList<>();
        memory.listBuckets().buckets().forEach(bucket -> {
            for (S3Object object :
                    memory.listObjectsV2Paginator(r -> r.bucket(bucket.name())).contents()) {
                String uri = "s3://" + bucket.name() + "/" + object.key();
                if (uri.startsWith(prefix)) {
                    uris.add(uri);
                }
            }
        });
        return uris;
    }

    public int openUploads() {
        return memory.listBuckets().buckets().stream()
                .mapToInt(bucket -> memory.listMultipartUploads(r -> r.bucket(bucket.name()))
                        .uploads()
                        .size())
                .sum();
    }

    /** How many requests of an operation there were. */
    public long count(String operation) {
        return calls.stream().filter(call -> call.startsWith(operation + " ")).count();
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        if (request.range() != null) {
            ranges.add(request.range());
        }
        return super.getObject(request, new ResponseTransformer<>() {
            @Override
            public R transform(GetObjectResponse response, AbortableInputStream body) throws Exception {
                return transformer.transform(response, AbortableInputStream.create(new Body(body), body));
            }

            @Override
            public boolean needsConnectionLeftOpen() {
                return transformer.needsConnectionLeftOpen();
            }
        });
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        String type = request.getClass().getSimpleName();
        String name = type.substring(0, type.length() - "Request".length());
        String key = field(request, "Key").isEmpty() ? field(request, "Prefix") : field(request, "Key");
        String uri = "s3://" + field(request, "Bucket") + "/" + key;
        before.accept(name, uri);
        calls.add(name + " " + uri);
        R answer = operation.apply(request);
        after.accept(name, uri);
        return answer;
    }

    private static String field(SdkRequest request, String name) {
        return request.getValueForField(name, String.class).orElse("");
    }

    private final class Body extends FilterInputStream {
        private final int most;
        private int given;

        Body(InputStream in) {
            super(in);
            most = dropAfter > 0 && drops.getAndDecrement() > 0 ? dropAfter : Integer.MAX_VALUE;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (given >= most) {
                throw new IOException("Connection reset");
            }
            int count = super.read(target, offset, Math.min(Math.min(length, bytesPerRead), most - given));
            given += Math.max(0, count);
            return count;
        }
    }
}
