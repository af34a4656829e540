package io.anabranch.aggregate;

/**
 * A way to make one result of the values of a group, a part at a time: values are accumulated where they are read, the
 * accumulators are shuffled and combined.
 *
 * <p>The result must not depend on how the values were spread over accumulators, nor on any order. That is, {@code combine} is associative and
 * commutative, and accumulating two values into one accumulator equals accumulating them into two and combining these.
 *
 * <pre>{@code
 * final class Longest implements Aggregate<String, Utf8, Integer> { ... }
 * }</pre>
 *
 * <p>{@code A} has to be a type that can be encoded (see {@link io.anabranch.Dataset}); it is read from the class that
 * implements this interface. An implementation has no state of its own.
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

    /** The result. The accumulator is not used again. */
    R finish(A accumulator) throws Exception;
}
