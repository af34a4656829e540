package io.anabranch.testkit.disasters;

/** What can happen to an invocation of a function. */
enum InvocationTrouble {
    /** Too many at once: it does not begin. */
    THROTTLED("Lambda.TooManyRequestsException", false),
    /** Lambda fails before it begins. */
    REFUSED("Lambda.ServiceException", false),
    /** Lambda fails at once, and the function runs all the same. */
    FORGOTTEN("Lambda.ServiceException", true),
    /** The connection breaks later, and the function goes on. */
    ABANDONED("Lambda.SdkClientException", true),
    /** Nobody knows what became of it, and the function goes on. */
    UNKNOWN("Lambda.Unknown", true),
    /** It runs twice at once, and the first answer counts. */
    TWICE("", true);

    private final String error;
    private final boolean runs;

    InvocationTrouble(String error, boolean runs) {
        this.error = error;
        this.runs = runs;
    }

    /** What the state machine hears, as Step Functions names it; "" if it hears nothing. */
    String error() {
        return error;
    }

    boolean runs() {
        return runs;
    }

    Excuse excuse() {
        return Excuse.INVOCATION;
    }
}
