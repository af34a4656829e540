package io.anabranch.embedded.lambda;

import org.jspecify.annotations.Nullable;

/**
 * What a caller hands to a function; every attempt to deliver it is an {@link Invocation}.
 *
 * @param wantsLog whether the caller wants the end of the log with the answer
 */
record Event(
        String functionArn,
        byte[] payload,
        @Nullable String clientContext,
        @Nullable String tenantId,
        boolean wantsLog) {}
