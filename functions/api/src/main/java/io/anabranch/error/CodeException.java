package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Your code: the pipeline's own functions threw, or its graph asks for something that cannot be. Trying again does not
 * help, unless the code depends on the outside.
 */
public final class CodeException extends AnabranchException {
    /**
     * Without a cause.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     */
    public CodeException(String problem, Where where) {
        this(problem, where, null);
    }

    /**
     * With what led to it.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     * @param cause null when there is none
     */
    public CodeException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public CodeException within(Where task) {
        return new CodeException(problem(), where().within(task), getCause());
    }
}
