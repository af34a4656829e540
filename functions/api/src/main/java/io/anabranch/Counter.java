package io.anabranch;

/** A number that functions add to, as "events of unknown users". See {@link Flow#counter}. */
public interface Counter {
    /** Adds {@code amount}, which may be negative. */
    void add(long amount);

    /** Adds 1. */
    default void increment() {
        add(1);
    }
}
