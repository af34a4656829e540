package io.anabranch.states.model;

import io.anabranch.states.Template;

/** How long a Wait state waits. */
public sealed interface WaitUntil {
    /** Seconds from now. */
    record Seconds(Amount amount) implements WaitUntil {}

    /**
     * A point in time.
     *
     * @param source the path or expression as written
     */
    record Timestamp(Amount.Form form, String source, Template value) implements WaitUntil {}
}
