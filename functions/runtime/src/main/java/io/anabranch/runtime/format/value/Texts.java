package io.anabranch.runtime.format.value;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/** What a file's text can hold. */
public final class Texts {
    private Texts() {}

    /** Index of the first half of a surrogate pair without its other half, which no encoding has a place for; or -1. */
    public static int firstHalfPair(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isLowSurrogate(text.charAt(i))
                        || i + 1 == length
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

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
