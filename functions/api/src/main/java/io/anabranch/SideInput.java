package io.anabranch;

/**
 * A value computed by another part of the flow. See {@link Flow#sideInput(Dataset)}.
 *
 * <p>Not for implementing: methods may be added in any version.
 *
 * @param <V> a list or a map, which cannot be changed
 */
public interface SideInput<V> {
    /**
     * The value.
     *
     * @throws IllegalStateException outside of a running task, or where the graph did not see that it is used
     */
    V get();
}
