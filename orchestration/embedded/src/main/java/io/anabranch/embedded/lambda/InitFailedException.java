package io.anabranch.embedded.lambda;

/** An execution environment that did not come up, and what its invocation answers. */
final class InitFailedException extends Exception {
    private final transient Outcome.Failed outcome;

    InitFailedException(Outcome.Failed outcome) {
        super("An execution environment did not start");
        this.outcome = outcome;
    }

    Outcome.Failed outcome() {
        return outcome;
    }
}
