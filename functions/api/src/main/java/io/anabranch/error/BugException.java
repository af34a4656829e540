package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Our bug: a count does not add up, a file of ours is not what we wrote. The run fails rather than give a wrong answer.
 */
public final class BugException extends AnabranchException {
    public BugException(String problem, Where where) {
        this(problem, where, null);
    }

    public BugException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public BugException within(Where task) {
        return new BugException(problem(), where().within(task), getCause());
    }
}
