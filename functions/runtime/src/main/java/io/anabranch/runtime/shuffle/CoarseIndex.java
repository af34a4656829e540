package io.anabranch.runtime.shuffle;

/** Which keys are where in a packed object, in at most {@link #MAX_BOUNDARIES} steps. Immutable; small enough for a receipt. */
public final class CoarseIndex {
    /** More would make the receipts of a large run too large for a barrier, at 4 to 20 bytes each. */
    public static final int MAX_BOUNDARIES = 512;

    private CoarseIndex() {}

    /**
     * Reads what {@link #toBase64} gave.
     *
     * @throws io.anabranch.error.BugException if it is of another version, truncated or changed
     */
    public static CoarseIndex fromBase64(String text) {
        throw new UnsupportedOperationException("signature only");
    }

    /** For a receipt. */
    public String toBase64() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Records in the object. */
    public long records() {
        throw new UnsupportedOperationException("signature only");
    }
}
