package io.anabranch.states.mock;

/** A mock configuration that cannot be used; the message is one line: what, where, how to mend it. */
public final class InvalidMocks extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidMocks(String message) {
        super(message);
    }

    static InvalidMocks at(String location, String found, String expected) {
        return new InvalidMocks("Invalid mock configuration: " + found + " at " + location + ", expected " + expected);
    }
}
