package io.anabranch.runtime.format.value;

import io.anabranch.runtime.format.BadRecord;

/** A record cannot be read; says why, in words that a {@link BadRecord} takes. Cheap: there may be many. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String problem) {
        super(problem, null, false, false);
    }

    public String problem() {
        return String.valueOf(getMessage());
    }
}
