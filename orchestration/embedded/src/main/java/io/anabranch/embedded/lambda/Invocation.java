package io.anabranch.embedded.lambda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One invocation, as an execution environment sees it.
 *
 * @param requestId its id, new for every attempt
 * @param functionArn the ARN it was invoked by, alias or version included
 * @param deadline when it times out
 * @param payload the event, as JSON
 * @param clientContext what the caller passed as client context, as JSON, or null
 * @param tenantId what the caller passed as tenant, or null
 */
record Invocation(
        String requestId,
        String functionArn,
        Instant deadline,
        byte[] payload,
        @Nullable String clientContext,
        @Nullable String tenantId) {}
