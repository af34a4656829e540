package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * What every failure of a run is, by who can mend it: {@link InputException your input}, {@link CodeException your
 * code}, {@link LimitException a limit}, {@link CloudException the cloud said no}, {@link BugException our bug}.
 *
 * <p>The fully qualified class name is the error name that Step Functions sees, so it is a public contract: the state
 * machine retries {@link TransientException} and nothing else of this family.
 */
public abstract sealed class AnabranchException extends RuntimeException
        permits InputException, CodeException, LimitException, CloudException, BugException {
    private final String problem;
    private final Where where;

    AnabranchException(String problem, Where where, @Nullable Throwable cause) {
        super(problem + where.suffix(), cause);
        this.problem = problem;
        this.where = where;
    }

    /** The message without the place. */
    public final String problem() {
        return problem;
    }

    /** The place this belongs to. */
    public final Where where() {
        return where;
    }

    /** The same failure, its place completed by what the task knows. */
    public abstract AnabranchException within(Where task);
}
