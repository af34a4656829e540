package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * Your code: the pipeline's own functions threw, or its graph asks for something that cannot be. Trying again does not
 * help, unless the code depends on the outside.
 */
public final class CodeException extends AnabranchException {
    public CodeException(String problem, Where where) {
        this(problem, where, null);
    }

    public CodeException(String problem, Where where, @Nullable Throwable cause) {
        super(problem, where, cause);
    }

    @Override
    public CodeException within(Where task) {
        return new CodeException(problem(), where().within(task), getCause());
    }
}
