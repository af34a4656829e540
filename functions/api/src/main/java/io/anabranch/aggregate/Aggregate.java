package io.anabranch.aggregate;

/**
 * A way to make one result of the values of a group, a part at a time: values are accumulated where they are read, the
 * accumulators are shuffled and combined. Open to users: implement it where {@link Aggregates} has nothing that fits.
 *
 * <pre>{@code
 * final class Longest implements Aggregate<String, Integer, Integer> {
 *     @Override public Integer create() { return 0; }
 *     @Override public Integer accumulate(Integer longest, String line) { return Math.max(longest, line.length()); }
 *     @Override public Integer combine(Integer longest, Integer other) { return Math.max(longest, other); }
 *     @Override public Integer finish(Integer longest) { return longest; }
 * }
 * }</pre>
 *
 * <p>Its laws. Where one is broken, the result depends on how the input was split:
 * <ul>
 *   <li>{@code combine} is associative and commutative;
 *   <li>a new accumulator is neutral: {@code combine(a, create())} is as {@code a};
 *   <li>accumulating two values into one accumulator is as accumulating each into one of its own and combining these, in either order;
 *   <li>an accumulator that was encoded and decoded is as it was before;
 *   <li>an implementation has no state of its own: everything is in the accumulator.
 * </ul>
 *
 * <p>{@code A} has to be a type that can be encoded (see {@link io.anabranch.Dataset}); it is read from the class that
 * implements this interface. Accumulators of many groups are in memory at once; those that outgrow it are spilled to disk. No value is
 * null, and neither may be an accumulator or a result.
 *
 * @param <T> type of the values
 * @param <A> type of the accumulators; mutable or not
 * @param <R> type of the result
 */
public interface Aggregate<T, A, R> {
    /** An accumulator of no values. */
    A create() throws Exception;

    /** Adds {@code value} and returns the accumulator to go on with: the same one, changed, or a new one. */
    A accumulate(A accumulator, T value) throws Exception;

    /** Adds what {@code other} has accumulated, and returns the accumulator to go on with. {@code other} is not used again. */
    A combine(A accumulator, A other) throws Exception;

    /** The result. The accumulator is not used again. For a whole dataset it may have taken no values. */
    R finish(A accumulator) throws Exception;
}
