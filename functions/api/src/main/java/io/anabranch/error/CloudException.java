package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * The cloud said no: it {@link DeniedException will not}, it {@link GoneException has not}, or it {@link TransientException
 * could not just now}. The state machine tries the last again, and neither of the others.
 */
public abstract sealed class CloudException extends AnabranchException
        permits DeniedException, GoneException, TransientException {
    private final String operation;
    private final String resource;

    CloudException(String problem, String operation, String resource, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
        this.operation = operation;
        this.resource = resource;
    }

    /** What was asked for, as the service names it: {@code GetObject}. */
    public final String operation() {
        return operation;
    }

    /** Of what it was asked: {@code s3://bucket/key}, or an ARN. */
    public final String resource() {
        return resource;
    }

    @Override
    public abstract CloudException within(Where task);
}
