package io.anabranch.states.teststate;

/** A request that TestState refuses. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String VALIDATION = "ValidationException";

    private final String errorCode;

    InvalidRequest(String errorCode, String message) {
        super(message, null, false, false);
        this.errorCode = errorCode;
    }

    static InvalidRequest validation(String message) {
        return new InvalidRequest(VALIDATION, message);
    }

    /** As the API names it: {@code ValidationException}, {@code InvalidDefinition}, {@code InvalidExecutionInput}. */
    public String errorCode() {
        return errorCode;
    }
}
