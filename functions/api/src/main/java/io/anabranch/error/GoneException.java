package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/** What was asked for is not there, for good: a bucket, an object, an upload. Asking again does not bring it back. */
public final class GoneException extends CloudException {
    /**
     * @param operation what was asked for, as the service names it
     * @param resource of what: an address in S3, or an ARN
     */
    public GoneException(String problem, String operation, String resource, Where where, @Nullable Throwable cause) {
        super(problem, operation, resource, where, cause);
    }

    @Override
    public GoneException within(Where task) {
        return new GoneException(problem(), operation(), resource(), where().within(task), getCause());
    }
}
