package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Your input: a record that cannot be parsed, an object that changed or is corrupt, a parameter, a path. Trying again does
 * not help.
 */
public final class InputException extends AnabranchException {
    public InputException(String problem, Where where) {
        this(problem, where, null);
    }

    public InputException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public InputException within(Where task) {
        return new InputException(problem(), where().within(task), getCause());
    }
}
