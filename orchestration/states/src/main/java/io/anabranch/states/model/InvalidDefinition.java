package io.anabranch.states.model;

/** A definition that cannot be run; the message says where and why. */
public final class InvalidDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidDefinition(String location, String why) {
        super("Invalid definition at " + location + ": " + why);
    }
}
