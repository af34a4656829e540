package io.anabranch.runtime.format.value;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/** What a file's text can hold. */
public final class Texts {
    private Texts() {}

    /** @param what the value that is refused: {@code column name} */
    public static InputException halfPair(String what) {
        return new InputException(
                "Cannot write " + what + ": it is not text: half a surrogate pair, which no encoding holds. Do not cut"
                        + " characters in two",
                Where.UNKNOWN);
    }

    /** @param what the value that is refused: {@code column name} */
    public static InputException notUtf8(String what, String excerpt) {
        return new InputException(
                "Cannot write " + what + ": it is not UTF-8: " + excerpt
                        + ". Convert it, and do not cut characters in two",
                Where.UNKNOWN);
    }
}
