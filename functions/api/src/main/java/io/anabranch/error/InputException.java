package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Your input: a record that cannot be parsed, an object that changed or is corrupt, a parameter, a path. Trying again does
 * not help.
 */
public final class InputException extends AnabranchException {
    /**
     * Without a cause.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     */
    public InputException(String problem, Where where) {
        this(problem, where, null);
    }

    /**
     * With what led to it.
     *
     * @param problem what cannot be done, why, and the mend, without a full stop at its end
     * @param where as far as it is known
     * @param cause null when there is none
     */
    public InputException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public InputException within(Where task) {
        return new InputException(problem(), where().within(task), getCause());
    }
}
