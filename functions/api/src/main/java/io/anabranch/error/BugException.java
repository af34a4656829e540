package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Our bug: a count does not add up, a file of ours is not what we wrote. The run fails rather than give a wrong answer.
 */
public final class BugException extends AnabranchException {
    /**
     * Without a cause.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     */
    public BugException(String problem, Where where) {
        this(problem, where, null);
    }

    /**
     * With what led to it.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     * @param cause null when there is none
     */
    public BugException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public BugException within(Where task) {
        return new BugException(problem(), where().within(task), getCause());
    }
}
