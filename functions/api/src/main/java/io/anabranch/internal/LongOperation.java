package io.anabranch.internal;

/** The associative operations on whole numbers. */
public enum LongOperation {
    SUM,
    MIN,
    MAX;

    long identity() {
        return switch (this) {
            case SUM -> 0;
            case MIN -> Long.MAX_VALUE;
            case MAX -> Long.MIN_VALUE;
        };
    }

    long apply(long left, long right) {
        return switch (this) {
            case SUM -> Math.addExact(left, right);
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
        };
    }
}
