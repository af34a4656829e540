package io.anabranch;

/**
 * A number that functions add to, as "events of unknown users". See {@link Flow#counter}.
 *
 * <p>Not for implementing: methods may be added in any version.
 */
public interface Counter {
    /** Adds {@code amount}, which may be negative. */
    void add(long amount);

    /** Adds 1. */
    default void increment() {
        add(1);
    }
}
