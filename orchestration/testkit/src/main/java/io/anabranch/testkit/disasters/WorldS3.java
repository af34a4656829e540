package io.anabranch.testkit.disasters;

import io.anabranch.embedded.s3.MemoryS3;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * S3 as the activities of the world see it: each call is a point where others go on, and some suffer. A call takes effect at one moment,
 * so one pause before it stands for the ways of the request and, with the pause before the next call, of the reply.
 */
final class WorldS3 extends DelegatingS3Client {
    /** A call that comes late comes within this time, seconds. */
    private static final int LATEST = 600;

    private final Turns turns;
    private final Troubles troubles;
    private final Pace pace;
    private final UnaryOperator<S3Request> sabotage;
    private final EventLog log;
    private final BiConsumer<Activity, Call> heard;
    private boolean breaksOff;

    /**
     * @param sabotage what becomes of a request on its way; a safeguard that is taken out of it has to be missed
     * @param heard is told of each call that S3 has carried out, at once
     */
    WorldS3(
            MemoryS3 s3,
            Turns turns,
            Troubles troubles,
            Pace pace,
            UnaryOperator<S3Request> sabotage,
            EventLog log,
            BiConsumer<Activity, Call> heard) {
        super(s3);
        this.turns = turns;
        this.troubles = troubles;
        this.pace = pace;
        this.sabotage = sabotage;
        this.log = log;
        this.heard = heard;
    }

    @Override
    @SuppressWarnings("unchecked") // Sabotage takes things out of a request, and leaves it what it is.
    protected <T extends S3Request, R> R invokeOperation(T asked, Function<T, R> operation) {
        Activity who = turns.current();
        Call call = Call.of(asked);
        turns.pause(pace.ofCall(who.chance()));
        T request = (T) sabotage.apply(asked);
        Trouble trouble = troubles.of(who, call);
        if (trouble == null) {
            return answered(who, call, null, () -> operation.apply(request));
        }
        switch (trouble) {
            case THROTTLED -> throw refused(who, call, trouble, 503, "SlowDown");
            case INTERNAL_ERROR -> throw refused(who, call, trouble, 500, "InternalError");
            case DENIED -> throw refused(who, call, trouble, 403, "AccessDenied");
            case CONFLICT -> throw refused(who, call, trouble, 409, "ConditionalRequestConflict");
            case LOST_REQUEST -> throw lost(who, call, trouble);
            case LOST_REPLY -> {
                apply(who, call, operation, request);
                throw lost(who, call, trouble);
            }
            case LATE -> {
                later(who, call, () -> apply(who, call, operation, request));
                throw lost(who, call, trouble);
            }
            case TWICE -> {
                apply(who, call, operation, request);
                return answered(who, call, trouble, () -> operation.apply(request));
            }
            case BROKEN_BODY -> breaksOff = true;
            case SLOW -> turns.pause(pace.slow(who.chance()));
            case KILLED_BEFORE, KILLED_AFTER -> {
                if (trouble == Trouble.KILLED_AFTER) {
                    apply(who, call, operation, request);
                }
                log.add(who, call, trouble.toString());
                who.kill(new Killed(who.chance().nextBoolean() ? "Runtime.ExitError" : "Lambda.Unknown"));
                turns.pause(Duration.ZERO);
            }
            case OUT_OF_MEMORY -> {
                log.add(who, call, trouble.toString());
                throw new OutOfMemoryError("Java heap space (on purpose)");
            }
            case FOREIGN, MISPLACED, VANISHED, ROTTEN, EXPIRED, REPLACED ->
                troubles.others().act(trouble, who, call);
        }
        return answered(who, call, trouble, () -> operation.apply(request));
    }

    private <R> R answered(Activity who, Call call, @Nullable Trouble trouble, Supplier<R> request) {
        try {
            R answer = request.get();
            log.add(who, call, trouble == null ? "" : trouble.toString());
            heard.accept(who, call);
            return answer;
        } catch (SdkException refused) {
            log.add(who, call, (trouble == null ? "" : trouble + " ") + "refused: " + refused.getMessage());
            throw refused;
        } finally {
            breaksOff = false;
            if (trouble == Trouble.FOREIGN) {
                troubles.others().requireUntouched(call);
            }
        }
    }

    private SdkException refused(Activity who, Call call, Trouble trouble, int status, String code) {
        log.add(who, call, trouble.toString());
        return code.startsWith("Cond") ? MemoryS3.conflict() : MemoryS3.refusal(status, code);
    }

    private SdkException lost(Activity who, Call call, Trouble trouble) {
        log.add(who, call, trouble.toString());
        return SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (on purpose: " + trouble + ")");
    }

    private void later(Activity who, Call call, Runnable effect) {
        SplittableRandom random = who.chance();
        Duration after = Duration.ofMillis((long) Math.pow(LATEST * 1000.0, random.nextDouble()));
        turns.schedule(after, () -> {
            log.add(who, call, "takes effect late");
            effect.run();
        });
    }

    /** Nobody hears the answer. */
    private <T, R> void apply(Activity who, Call call, Function<T, R> operation, T request) {
        try {
            R unused = operation.apply(request);
            heard.accept(who, call);
        } catch (SdkException refused) {
            // Nor a refusal.
        }
    }

    /** A call that takes effect late outlives the file that its body was to be read of. */
    private static RequestBody kept(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream()) {
            return RequestBody.fromBytes(in.readAllBytes());
        } catch (IOException e) {
            throw SdkClientException.create("Cannot read the body of the request: " + e.getMessage(), e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return super.putObject(request, kept(body));
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        return super.uploadPart(request, kept(body));
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        return super.getObject(request, new ResponseTransformer<>() {
            @Override
            public R transform(GetObjectResponse response, AbortableInputStream body) throws Exception {
                boolean breaks = breaksOff;
                breaksOff = false;
                return transformer.transform(
                        response, breaks ? AbortableInputStream.create(new BrokenOff(body), body) : body);
            }

            @Override
            public boolean needsConnectionLeftOpen() {
                return transformer.needsConnectionLeftOpen();
            }
        });
    }

    /** Half of what is there, and then nothing more. */
    private static final class BrokenOff extends FilterInputStream {
        private int left;

        BrokenOff(InputStream in) throws IOException {
            super(in);
            left = in.available() / 2;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("Connection reset (on purpose)");
            }
            int count = super.read(target, offset, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
