package io.anabranch.embedded.lambda;

/** How an invocation ended. */
sealed interface Outcome {

    /** The JSON that is answered. */
    byte[] payload();

    /** The function returned. */
    record Returned(byte[] payload) implements Outcome {}

    /** The function failed; the payload tells how. The environment can be used again unless it died of it. */
    record Failed(byte[] payload, boolean isFatal) implements Outcome {}
}
