package io.anabranch.runtime.storage;

import io.anabranch.error.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects in S3, and all that is said to S3 about them: how it is asked, how often, and what its refusals mean. Safe for several
 * threads.
 *
 * <p>Whatever it does may throw {@link io.anabranch.error.DeniedException} and {@link io.anabranch.error.GoneException}, which are for
 * good, and {@link TransientException}, when several tries failed: then nobody knows whether a write took effect, or still will.
 *
 * <p>A conditional write whose answer is lost, or that S3 refuses because of another that was under way, is settled by reading what is
 * there: never does a writer take its own object for somebody else's, or the other way round.
 */
public final class ObjectStore {
    private final Calls calls;
    private final Uploads uploads;
    private final Distance distance;

    /**
     * @param s3 any implementation of the SDK's interface: the wire, files, memory
     * @param backoff how often a call is tried; the SDK's own tries come on top
     */
    public ObjectStore(S3Client s3, Backoff backoff, Distance distance) {
        this.calls = new Calls(s3, backoff);
        this.distance = distance;
        this.uploads = new Uploads(calls, this);
    }

    /** With objects that are far away. */
    public ObjectStore(S3Client s3, Backoff backoff) {
        this(s3, backoff, Distance.FAR);
    }

    /** How far away the objects are. */
    public Distance distance() {
        return distance;
    }

    /** Uploads in parts. */
    public Uploads uploads() {
        return uploads;
    }

    // Reading

    /** A small object, all of it, or nothing if there is none. */
    public Optional<Stored> find(S3Uri uri) {
        return calls.make(
                Operation.GET,
                uri,
                s3 -> absentIfNoSuchKey(() -> {
                    ResponseBytes<GetObjectResponse> answer =
                            s3.getObjectAsBytes(reading(uri).build());
                    byte[] bytes = answer.asByteArrayUnsafe();
                    return new Stored(new ObjectRef(uri, answer.response().eTag(), bytes.length), bytes);
                }));
    }

    /**
     * A few bytes of an object, whatever version of it is there; fewer if it ends before.
     *
     * @throws io.anabranch.error.GoneException if there is no such object
     */
    public byte[] get(S3Uri uri, long offset, long length) {
        if (length == 0) {
            return new byte[0];
        }
        String range = range(offset, offset + length);
        return calls.make(Operation.GET, uri, s3 -> {
            try {
                return s3.getObjectAsBytes(reading(uri).range(range).build()).asByteArrayUnsafe();
            } catch (SdkException e) {
                if (Failures.status(e) == Failures.RANGE_NOT_SATISFIABLE) {
                    return new byte[0];
                }
                throw e;
            }
        });
    }

    /** Which version of an object is there, if any. */
    public Optional<ObjectRef> head(S3Uri uri) {
        return calls.make(
                Operation.HEAD,
                uri,
                s3 -> absentIfNoSuchKey(() -> {
                    HeadObjectResponse answer =
                            s3.headObject(r -> r.bucket(uri.bucket()).key(uri.key()));
                    return new ObjectRef(uri, answer.eTag(), answer.contentLength());
                }));
    }

    /**
     * Opens one version of an object; nothing is requested yet.
     *
     * @param start offset of the first byte to read
     * @param expectedEnd offset before which the reader expects to stop; it may read on to the end of the object
     */
    public ObjectInput open(ObjectRef object, long start, long expectedEnd) {
        return ObjectInput.open(calls, object, start, expectedEnd);
    }

    /** Opens a range of one version of an object, which is read whole; nothing is requested yet. */
    public ObjectInput openRange(ObjectRef object, long start, long length) {
        return ObjectInput.ofRange(calls, object, start, start + length);
    }

    /** The CRC-32C of one version of an object, 8 hexadecimal digits; all of it is read. */
    public String crc32c(ObjectRef object) {
        CRC32C checksum = new CRC32C();
        byte[] chunk = new byte[1 << 16];
        try (ObjectInput in = openRange(object, 0, object.size())) {
            for (int read = in.read(chunk, 0, chunk.length); read > 0; read = in.read(chunk, 0, chunk.length)) {
                checksum.update(chunk, 0, read);
            }
        }
        return MultipartUpload.crc32c(checksum);
    }

    // Writing

    /** Writes an object, whatever is there. */
    public ObjectRef put(S3Uri uri, Content content) {
        return calls.make(Operation.PUT, uri, s3 -> {
            String etag =
                    s3.putObject(writing(uri, content).build(), content.body()).eTag();
            return new ObjectRef(uri, etag, content.length());
        });
    }

    /**
     * Writes a small object unless there is one; returns the one that is there then. It {@link Stored#holds} the bytes that were
     * given if this call wrote it, or an earlier one of the same bytes.
     */
    public Stored createIfAbsent(S3Uri uri, byte[] json) {
        Content content = Content.json(json);
        return settled(
                uri,
                () -> create(uri, content)
                        .map(object -> new Stored(object, json))
                        .or(() -> find(uri)));
    }

    /**
     * Writes an object unless there is one; returns whether the one that is there then has this content.
     */
    public boolean createIfAbsent(S3Uri uri, Content content) {
        return settled(
                uri,
                () -> create(uri, content)
                        .map(object -> true)
                        .or(() -> head(uri).map(there -> has(there, content))));
    }

    /**
     * Replaces one version of an object.
     *
     * @return the version that these bytes have now, or nothing if another version is there, or none
     */
    public Optional<ObjectRef> replaceIf(ObjectRef old, byte[] json) {
        S3Uri uri = old.uri();
        Content content = Content.json(json);
        try {
            return calls.make(Operation.PUT, uri, s3 -> {
                try {
                    PutObjectRequest request =
                            writing(uri, content).ifMatch(old.etag()).build();
                    String etag = s3.putObject(request, content.body()).eTag();
                    return Optional.of(new ObjectRef(uri, etag, json.length));
                } catch (SdkException e) {
                    if (Failures.status(e) != Failures.PRECONDITION_FAILED && !Failures.isNoSuchKey(e)) {
                        throw e;
                    }
                    // An earlier try may have replaced it.
                    return ownOf(find(uri), json);
                }
            });
        } catch (TransientException unknown) {
            Optional<Stored> there = despite(unknown, () -> find(uri));
            if (there.isPresent() && there.get().object().etag().equals(old.etag())) {
                throw unknown;
            }
            return ownOf(there, json);
        }
    }

    private static Optional<ObjectRef> ownOf(Optional<Stored> there, byte[] json) {
        return there.filter(stored -> stored.holds(json)).map(Stored::object);
    }

    /** Writes it unless there is an object; nothing if there is one, whose it may be. */
    private Optional<ObjectRef> create(S3Uri uri, Content content) {
        try {
            return calls.make(Operation.PUT, uri, s3 -> {
                try {
                    PutObjectRequest request =
                            writing(uri, content).ifNoneMatch("*").build();
                    String etag = s3.putObject(request, content.body()).eTag();
                    return Optional.of(new ObjectRef(uri, etag, content.length()));
                } catch (SdkException e) {
                    if (Failures.status(e) != Failures.PRECONDITION_FAILED) {
                        throw e;
                    }
                    return Optional.empty();
                }
            });
        } catch (TransientException unknown) {
            if (despite(unknown, () -> head(uri)).isEmpty()) {
                throw unknown;
            }
            return Optional.empty();
        }
    }

    /** Asks until there is an answer: an object that was in the way may be removed before it is read. */
    private <T> T settled(S3Uri uri, Supplier<Optional<T>> attempt) {
        for (int failures = 1; ; failures++) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (failures >= calls.backoff().tries()) {
                throw Failures.passing(
                        Operation.PUT,
                        uri,
                        "an object was in its place " + failures + " times and was gone again",
                        null);
            }
            calls.await(Operation.PUT, uri, failures);
        }
    }

    /** Asks what has become of a write. If that cannot be found out either, the write's own failure is the one that counts. */
    private static <T> T despite(TransientException unknown, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private boolean has(ObjectRef object, Content content) {
        if (object.size() != content.length()) {
            return false;
        }
        try (InputStream there = openRange(object, 0, object.size());
                InputStream given = content.open()) {
            byte[] one;
            do {
                one = there.readNBytes(1 << 16);
                if (!java.util.Arrays.equals(one, given.readNBytes(1 << 16))) {
                    return false;
                }
            } while (one.length > 0);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compare " + object.uri() + " with what was to be written", e);
        }
    }

    // Removing

    /** Removes an object, if there is one. */
    public void delete(S3Uri uri) {
        calls.make(
                Operation.DELETE,
                uri,
                s3 -> s3.deleteObject(r -> r.bucket(uri.bucket()).key(uri.key())));
    }

    /** Removes one version of an object; returns whether no version is there afterwards. */
    public boolean deleteIf(ObjectRef object) {
        S3Uri uri = object.uri();
        return calls.make(Operation.DELETE, uri, s3 -> {
            try {
                s3.deleteObject(r -> r.bucket(uri.bucket()).key(uri.key()).ifMatch(object.etag()));
                return true;
            } catch (SdkException e) {
                if (Failures.isNoSuchKey(e)) {
                    return true;
                }
                if (Failures.status(e) != Failures.PRECONDITION_FAILED) {
                    throw e;
                }
                Optional<ObjectRef> there = head(uri);
                if (there.isPresent() && there.get().etag().equals(object.etag())) {
                    throw e;
                }
                return there.isEmpty();
            }
        });
    }

    // Listing

    /** All objects whose keys begin with that of {@code prefix}, in the order of their keys' UTF-8 bytes. */
    public void forEach(S3Uri prefix, Consumer<ObjectRef> consumer) {
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, 1000, token);
            page.contents().forEach(object -> consumer.accept(listed(prefix, object)));
            token = page.nextContinuationToken();
        } while (token != null);
    }

    /** The same as a list. */
    public List<ObjectRef> list(S3Uri prefix) {
        List<ObjectRef> objects = new ArrayList<>();
        forEach(prefix, objects::add);
        return objects;
    }

    /** The first {@code most} of them, 1,000 at most. */
    public List<ObjectRef> first(S3Uri prefix, int most) {
        return page(prefix, most, null).contents().stream()
                .map(object -> listed(prefix, object))
                .toList();
    }

    private ListObjectsV2Response page(S3Uri prefix, int most, @Nullable String token) {
        return calls.make(
                Operation.LIST,
                prefix,
                s3 -> s3.listObjectsV2(r -> r.bucket(prefix.bucket())
                        .prefix(prefix.key())
                        .maxKeys(most)
                        .continuationToken(token)));
    }

    private static ObjectRef listed(S3Uri prefix, S3Object object) {
        return new ObjectRef(new S3Uri(prefix.bucket(), object.key()), object.eTag(), object.size());
    }

    private static GetObjectRequest.Builder reading(S3Uri uri) {
        return GetObjectRequest.builder().bucket(uri.bucket()).key(uri.key());
    }

    private static PutObjectRequest.Builder writing(S3Uri uri, Content content) {
        return PutObjectRequest.builder().bucket(uri.bucket()).key(uri.key()).contentType(content.type());
    }

    /** A header that asks for the bytes from {@code start} to before {@code end}. */
    static String range(long start, long end) {
        return "bytes=" + start + "-" + (end - 1);
    }

    private static <T> Optional<T> absentIfNoSuchKey(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (SdkException e) {
            if (Failures.isNoSuchKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
