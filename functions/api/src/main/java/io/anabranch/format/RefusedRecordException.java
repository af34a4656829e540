package io.anabranch.format;

/**
 * A record cannot be read or written as what it is. Read, it is a dead letter if the run allows one, and else an error that names its place; the
 * reader goes on behind it. Cheap, since there may be many: it has no stack trace.
 */
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param problem what is wrong with it, without its place: {@code "column bytes is 'x', expected a whole number"} */
    public RefusedRecordException(String problem) {
        super(problem, null, false, false);
    }

    /** What is wrong with the record, without its place. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
