package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * The cloud will not do it, however often it is asked: a permission is missing, a key of KMS cannot be used, a signature is refused,
 * the request is one that the service does not take.
 */
public final class DeniedException extends CloudException {
    /**
     * @param operation what was asked for, as the service names it
     * @param resource of what: an address in S3, or an ARN
     */
    public DeniedException(String problem, String operation, String resource, Where where, @Nullable Throwable cause) {
        super(problem, operation, resource, where, cause);
    }

    @Override
    public DeniedException within(Where task) {
        return new DeniedException(problem(), operation(), resource(), where().within(task), getCause());
    }
}
