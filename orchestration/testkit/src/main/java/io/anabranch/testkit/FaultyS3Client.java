package io.anabranch.testkit;

import io.anabranch.runtime.storage.S3Uri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * An S3 client that passes calls on to another, records them, and makes some of them suffer as a {@link FaultPlan} says.
 *
 * <pre>{@code
 * var s3 = new FaultyS3Client(real, FaultPlan.nth("PutObject", 3, Fault.replyLost()), folder);
 * }</pre>
 *
 * <p>It belongs behind no retries: the exceptions it throws are those that are left when the SDK has given up.
 */
final class FaultyS3Client extends DelegatingS3Client {
    private final FaultPlan plan;
    private final Path folder;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<S3Call> calls = new CopyOnWriteArrayList<>();

    /** @param folder what paths in the calls are told from, if they are in it */
    FaultyS3Client(S3Client delegate, FaultPlan plan, Path folder) {
        super(delegate);
        this.plan = plan;
        this.folder = folder;
    }

    /** How many calls of an operation there were, those that suffered included. */
    int count(String operation) {
        AtomicInteger count = counts.get(operation);
        return count == null ? 0 : count.get();
    }

    /** All calls in the order in which they came. */
    List<S3Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        S3Call call = record(request);
        Fault fault = plan.faultOf(call).orElse(null);
        if (fault == null) {
            return operation.apply(request);
        }
        if (fault instanceof Suffering.Refused refused) {
            throw refused.error();
        }
        if (fault instanceof Suffering.Delayed delayed) {
            pause(delayed, call);
            return operation.apply(request);
        }
        discard(operation.apply(request));
        if (fault instanceof Suffering.Repeated) {
            return operation.apply(request);
        }
        throw SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (reply lost on purpose: " + call + ")");
    }

    private S3Call record(S3Request request) {
        String type = request.getClass().getSimpleName();
        String operation = type.substring(0, type.length() - "Request".length());
        int number =
                counts.computeIfAbsent(operation, name -> new AtomicInteger()).incrementAndGet();
        S3Call call = new S3Call(operation, number, address(request));
        calls.add(call);
        return call;
    }

    private String address(S3Request request) {
        return request.getValueForField("Bucket", String.class)
                .map(bucket -> new S3Uri(
                        bucket,
                        request.getValueForField("Key", String.class)
                                .or(() -> request.getValueForField("Prefix", String.class))
                                .orElse("")))
                .map(uri -> TestFolder.told(uri.toString(), folder))
                .orElse("");
    }

    private static void pause(Suffering.Delayed delayed, S3Call call) {
        try {
            Thread.sleep(delayed.pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted while a call was delayed: " + call, e);
        }
    }

    /** An answer that is not passed on may hold a file or a connection open. */
    private static void discard(Object answer) {
        if (answer instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw SdkClientException.create("Cannot close an answer that was lost on purpose", e);
            }
        }
    }
}
