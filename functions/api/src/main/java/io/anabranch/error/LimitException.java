package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * A limit of the service or of this run was reached: memory, disk, dead letters, sizes. More memory or another limit
 * may help.
 */
public final class LimitException extends AnabranchException {
    /**
     * Without a cause.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     */
    public LimitException(String problem, Where where) {
        this(problem, where, null);
    }

    /**
     * With what led to it.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     * @param cause null when there is none
     */
    public LimitException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public LimitException within(Where task) {
        return new LimitException(problem(), where().within(task), getCause());
    }
}
