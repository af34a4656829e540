package io.anabranch.runtime.storage;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * One version of an object, or of a range of it, as a stream of bytes.
 *
 * <p>Each request is pinned to the object's ETag. The first asks for the bytes that the reader expects to need and a
 * little more; when it reads on, further ranges follow, growing, so that a record that reaches far beyond its split costs
 * few requests and an ordinary split costs one. A connection that drops is opened again where it dropped.
 *
 * <p>It never ends early: the end of the stream is the end of the range, or of the object as it was listed. Not for several threads.
 *
 * <p>Reading throws {@link InputException} if the object changed, and otherwise what an {@link ObjectStore} throws; never an
 * {@link IOException}.
 */
public final class ObjectInput extends InputStream {
    /** A record that straddles the end of a split is mostly shorter than this. */
    private static final int EXPECTED_OVERRUN = 64 << 10;

    private static final int FIRST_FOLLOWING_RANGE = 1 << 20;
    private static final int LARGEST_FOLLOWING_RANGE = 16 << 20;

    private final Calls calls;
    private final ObjectRef object;

    /** Offset behind the last byte that may be read. */
    private final long end;

    private @Nullable ResponseInputStream<GetObjectResponse> body;
    private long position;
    private long rangeEnd;
    private int nextRange = FIRST_FOLLOWING_RANGE;
    private int failuresInARow;

    private ObjectInput(Calls calls, ObjectRef object, long start, long firstRangeEnd, long end) {
        if (start < 0 || start > end || end > object.size()) {
            throw new IllegalArgumentException(
                    "Invalid range: bytes " + start + " to " + end + " of an object of " + object.size());
        }
        this.calls = calls;
        this.object = object;
        this.end = end;
        this.position = start;
        this.rangeEnd = Math.min(end, firstRangeEnd);
    }

    static ObjectInput open(Calls calls, ObjectRef object, long start, long expectedEnd) {
        return new ObjectInput(calls, object, start, Math.max(start, expectedEnd) + EXPECTED_OVERRUN, object.size());
    }

    static ObjectInput ofRange(Calls calls, ObjectRef object, long start, long end) {
        return new ObjectInput(calls, object, start, end, end);
    }

    /** Offset in the object of the next byte. */
    public long position() {
        return position;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (position < end) {
            int count = readOnce(target, offset, length);
            if (count > 0) {
                position += count;
                failuresInARow = 0;
                return count;
            }
        }
        return -1;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() {
        if (body != null) {
            if (rangeEnd - position > EXPECTED_OVERRUN) {
                body.abort();
            } else {
                drain(body);
            }
            release();
        }
    }

    /** Reads the little that is left of the range: a connection that is read to its end can be used again. */
    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | SdkException ignored) {
            // Nobody wanted these bytes.
        }
    }

    /** Reads some bytes, or returns 0 or less when a range is used up or a connection dropped. */
    private int readOnce(byte[] target, int offset, int length) {
        try {
            if (body == null) {
                body = open();
            }
            int wanted = (int) Math.min(length, rangeEnd - position);
            int count = wanted == 0 ? -1 : body.read(target, offset, wanted);
            if (count < 0) {
                if (position < rangeEnd) {
                    throw new IOException("the answer ended " + (rangeEnd - position) + " bytes early");
                }
                release();
                advanceRange();
            }
            return count;
        } catch (IOException dropped) {
            retry(dropped);
        } catch (SdkException refused) {
            int status = Failures.status(refused);
            if (status == Failures.PRECONDITION_FAILED || status == Failures.RANGE_NOT_SATISFIABLE) {
                throw changed(status, refused);
            }
            if (!Failures.isTransient(refused) || refused instanceof AbortedException) {
                throw Failures.of(Operation.GET, object.uri(), refused);
            }
            retry(refused);
        }
        return 0;
    }

    private ResponseInputStream<GetObjectResponse> open() {
        return calls.s3()
                .getObject(GetObjectRequest.builder()
                        .bucket(object.uri().bucket())
                        .key(object.uri().key())
                        .ifMatch(object.etag())
                        .range(ObjectStore.range(position, rangeEnd))
                        .build());
    }

    private void advanceRange() {
        rangeEnd = Math.min(end, rangeEnd + nextRange);
        nextRange = Math.min(LARGEST_FOLLOWING_RANGE, nextRange * 2);
    }

    private void retry(Exception failure) {
        if (body != null) {
            body.abort();
            release();
        }
        failuresInARow++;
        if (failuresInARow >= calls.backoff().tries()) {
            throw Failures.passing(
                    Operation.GET,
                    object.uri(),
                    "the connection failed " + failuresInARow + " times in a row at byte " + position
                            + ", at last with: " + failure.getMessage(),
                    failure);
        }
        calls.await(Operation.GET, object.uri(), failuresInARow);
    }

    private AnabranchException changed(int status, SdkException failure) {
        String why = status == Failures.PRECONDITION_FAILED
                ? "it changed while the run was reading it"
                : "it is shorter than when the run was planned";
        return new InputException(
                "Cannot read " + object.uri() + ": " + why + ". Start a new run", Where.UNKNOWN, failure);
    }

    private void release() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException | SdkException ignored) {
                // What was to be read has been read, or is asked for again.
            }
            body = null;
        }
    }
}
