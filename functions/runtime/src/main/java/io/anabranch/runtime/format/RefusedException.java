package io.anabranch.runtime.format;

/** A record cannot be read; says why, in words that a {@link BadRecord} takes. Cheap: there may be many. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
