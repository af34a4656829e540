package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * The cloud could not do it just now: throttling, an error of the service, a time-out, a connection that dropped. It was tried
 * several times; the state machine tries again, later and with longer pauses.
 */
public final class TransientException extends CloudException {
    /**
     * @param operation what was asked for, as the service names it
     * @param resource of what: an address in S3, or an ARN
     */
    public TransientException(
            String problem, String operation, String resource, Where where, @Nullable Throwable cause) {
        super(problem, operation, resource, where, cause);
    }

    @Override
    public TransientException within(Where task) {
        return new TransientException(problem(), operation(), resource(), where().within(task), getCause());
    }
}
