package io.anabranch.testkit.disasters;

/** Ends an activity where it stands: its process is gone. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private final String error;

    /** @param error what the state machine hears of it, as Step Functions names it */
    Killed(String error) {
        super(error, null, false, false);
        this.error = error;
    }

    String error() {
        return error;
    }
}
