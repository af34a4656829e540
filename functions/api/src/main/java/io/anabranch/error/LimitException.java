package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * A limit of the service or of this run was reached: memory, disk, dead letters, sizes. More memory or another limit
 * may help.
 */
public final class LimitException extends AnabranchException {
    public LimitException(String problem, Where where) {
        this(problem, where, null);
    }

    public LimitException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public LimitException within(Where task) {
        return new LimitException(problem(), where().within(task), getCause());
    }
}
