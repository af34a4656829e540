package io.anabranch.states.jsonpath;

/** A text of a definition that should be a path, a reference path or an intrinsic function, and is not. */
public final class InvalidPath extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidPath(String message) {
        super(message);
    }
}
