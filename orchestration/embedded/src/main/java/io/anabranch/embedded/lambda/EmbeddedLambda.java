package io.anabranch.embedded.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaResponseMetadata;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Lambda on one machine: a {@link LambdaClient} that runs functions by an {@link InProcessExecutor} or a {@link ProcessExecutor}.
 *
 * <pre>{@code
 * LambdaClient lambda = EmbeddedLambda.builder(InProcessExecutor.builder().handler("map", MapFunction::new).build())
 *     .function(LambdaFunction.of("map", MapFunction.class.getName()).withMemory(1769))
 *     .build();
 * }</pre>
 *
 * <p>It has {@code invoke} in its three kinds and no other operation. Execution environments are started as they are needed, used again
 * while they are warm, and stopped when the client is closed.
 */
public final class EmbeddedLambda implements LambdaClient {
    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB of request, and of response. */
    static final int MAX_REQUEST_BYTES = 6 * 1024 * 1024;

    static final int MAX_ASYNC_REQUEST_BYTES = 1024 * 1024;
    static final int MAX_RESPONSE_BYTES = 6_291_556;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, FunctionRunner> runners;
    private final LambdaExecutor executor;
    private final AsyncInvocations async;

    private EmbeddedLambda(Map<String, FunctionRunner> runners, LambdaExecutor executor, AsyncInvocations async) {
        this.runners = runners;
        this.executor = executor;
        this.async = async;
    }

    public static Builder builder(LambdaExecutor executor) {
        return new Builder(executor);
    }

    /** The functions, and what bounds them all. */
    public static final class Builder {
        private final LambdaExecutor executor;
        private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
        private int concurrency = 1000;
        private int workers = Integer.MAX_VALUE;
        private Consumer<Report> reports = report -> {};
        private List<Duration> retryDelays = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

        private Builder(LambdaExecutor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
        }

        public Builder function(LambdaFunction function) {
            functions.put(function.name(), function);
            return this;
        }

        /** The account's limit of concurrent invocations; more are refused with {@code TooManyRequestsException}. 1000 if not given. */
        public Builder concurrency(int invocations) {
            concurrency = positive("concurrency", invocations);
            return this;
        }

        /**
         * How many invocations this machine runs at once; more wait, in the order in which they came, and their timeouts do not run
         * while they wait. As many as come if not given.
         */
        public Builder workers(int invocations) {
            workers = positive("workers", invocations);
            return this;
        }

        /** Who is told of each invocation that ended; called by the thread of the caller. */
        public Builder reports(Consumer<Report> listener) {
            reports = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** The pauses before the second and later attempts of an asynchronous invocation that failed; Lambda's are 1 and 2 minutes. */
        public Builder asyncRetryDelays(List<Duration> delays) {
            retryDelays = List.copyOf(delays);
            return this;
        }

        public EmbeddedLambda build() {
            Admission admission = new Admission(concurrency, workers);
            Map<String, FunctionRunner> runners = new LinkedHashMap<>();
            functions.forEach((name, function) ->
                    runners.put(name, new FunctionRunner(function, executor, admission.of(function), reports)));
            return new EmbeddedLambda(runners, executor, new AsyncInvocations(retryDelays));
        }

        private static int positive(String option, int value) {
            if (value < 1) {
                throw new IllegalArgumentException("Invalid " + option + ": " + value + ", expected 1 or more");
            }
            return value;
        }
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        if (request.durableExecutionName() != null) {
            throw new UnsupportedOperationException("Cannot invoke " + request.functionName()
                    + " as a durable execution: the embedded Lambda has none. Leave out durableExecutionName");
        }
        FunctionName name = FunctionName.parse(request.functionName(), request.qualifier());
        FunctionRunner runner = runners.get(name.name());
        if (runner == null) {
            throw LambdaErrors.notFound(name.arn());
        }
        boolean isAsync = request.invocationType() == InvocationType.EVENT;
        byte[] payload = payload(request, isAsync ? MAX_ASYNC_REQUEST_BYTES : MAX_REQUEST_BYTES);
        Event event = new Event(
                name.arn(), payload, clientContext(request), request.tenantId(), request.logType() == LogType.TAIL);
        if (request.invocationType() == InvocationType.DRY_RUN) {
            return answer(204, UUID.randomUUID().toString(), InvokeResponse.builder());
        }
        if (isAsync) {
            async.submit(runner, event);
            return answer(202, UUID.randomUUID().toString(), InvokeResponse.builder());
        }
        try {
            return answer(request, name, runner.run(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted while it waited for " + name.name(), e);
        }
    }

    private static InvokeResponse answer(InvokeRequest request, FunctionName name, FunctionRunner.Result result) {
        InvokeResponse.Builder response = InvokeResponse.builder()
                .executedVersion(name.qualifier().matches("\\d+") ? name.qualifier() : FunctionName.LATEST)
                .payload(SdkBytes.fromByteArrayUnsafe(result.outcome().payload()))
                .functionError(result.outcome() instanceof Outcome.Failed ? "Unhandled" : null);
        if (request.logType() == LogType.TAIL) {
            response.logResult(
                    Base64.getEncoder().encodeToString(result.logTail().getBytes(StandardCharsets.UTF_8)));
        }
        return answer(200, result.requestId(), response);
    }

    private static InvokeResponse answer(int status, String requestId, InvokeResponse.Builder response) {
        response.statusCode(status)
                .responseMetadata(LambdaResponseMetadata.create(
                        DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, requestId))))
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("x-amzn-RequestId", requestId)
                        .build());
        return response.build();
    }

    /** The event; Lambda makes an empty object of none, and refuses what is not JSON. */
    private static byte[] payload(InvokeRequest request, int maxBytes) {
        byte[] payload =
                request.payload() == null ? new byte[0] : request.payload().asByteArray();
        if (payload.length > maxBytes) {
            throw LambdaErrors.tooLarge(maxBytes);
        }
        if (payload.length == 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() == null) {
                throw LambdaErrors.notJson("no value");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw LambdaErrors.notJson("more than one value");
            }
        } catch (JsonProcessingException e) {
            throw LambdaErrors.notJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Reading an array does not fail", e);
        }
        return payload;
    }

    private static @Nullable String clientContext(InvokeRequest request) {
        return request.clientContext() == null
                ? null
                : new String(Base64.getDecoder().decode(request.clientContext()), StandardCharsets.UTF_8);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Stops every execution environment, those that run included. */
    @Override
    public void close() {
        async.close();
        runners.values().forEach(FunctionRunner::close);
        executor.close();
    }
}
