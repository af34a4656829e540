package io.anabranch.internal;

/** An aggregate that may have no result for no values, as the smallest of none. A group has values; a whole dataset may have none. */
public interface NeedsValues {
    /** Whether it has none. */
    boolean needsValues();
}
