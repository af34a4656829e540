package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * The cloud said no: throttling, a network fault, a permission. The state machine tries again.
 */
public final class CloudException extends AnabranchException {
    public CloudException(String problem, Where where) {
        this(problem, where, null);
    }

    public CloudException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public CloudException within(Where task) {
        return new CloudException(problem(), where().within(task), getCause());
    }
}
