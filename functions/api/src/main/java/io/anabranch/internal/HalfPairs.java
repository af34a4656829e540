package io.anabranch.internal;

/** Halves of surrogate pairs, which a Java string can hold and no encoding has a place for. */
public final class HalfPairs {
    private HalfPairs() {}

    /** Index of the first half without its other half; or -1. */
    public static int first(String text) {
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
}
