package io.anabranch.states.service;

/** A request that Step Functions would refuse, with the error code and message it would refuse it with. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    /** @param errorCode as the API names it, such as {@code ExecutionAlreadyExists} */
    public ServiceException(String errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    public String errorCode() {
        return errorCode;
    }
}
