package io.anabranch;

import io.anabranch.format.Format;
import io.anabranch.function.Fn;
import java.util.List;
import java.util.Map;

/**
 * Where a pipeline begins. Valid during {@link Pipeline#define} only.
 *
 * <p>Not for implementing: methods may be added in any version.
 */
public interface Flow {
    /**
     * The same flow, its next read or side input to be called {@code name}: {@code flow.named("orders").read(...)}. See {@link Dataset#named}.
     */
    Flow named(String name);

    /**
     * Reads the objects at {@code input}, which most often is a parameter.
     *
     * @throws io.anabranch.error.CodeException if the format's record has a component of a type that cannot be read
     */
    <T> Dataset<T> read(Format<T> format, Input input);

    /**
     * Reads the objects at {@code locations}, which are the same in each run, as {@code "s3://reference/countries.csv"}; see {@link Input}.
     *
     * @throws io.anabranch.error.CodeException as {@link #read(Format, Input)}, and if there is no location
     */
    <T> Dataset<T> read(Format<T> format, String... locations);

    /**
     * A number that functions may add to, reported when the run has ended. Each record counts once, whatever failed and ran
     * again, and whichever stages run the function; what a record added that was refused, and became a dead letter, does not count.
     * The same name gives the same counter.
     *
     * <p>A function that combines partial results (of {@code fold}, a {@link Combiner}, an aggregate) runs as often as there are parts of a
     * group: do not count there. The key function of a side input runs in each task that uses it, and fails the run if it counts.
     */
    Counter counter(String name);

    /**
     * A whole dataset as a list, for use inside functions. It is computed first, and then held in the memory of every task
     * that uses it: it has to be small. Its order is the same in each run.
     *
     * <p>A function must refer to the side input itself (a local variable is best, a field of a function's class will do), so that the
     * graph sees who uses it.
     */
    <T> SideInput<List<T>> sideInput(Dataset<T> values);

    /**
     * A whole dataset as a map, for use inside functions; as {@link #sideInput(Dataset)}. Its entries stand in the order
     * that the list would have. Two records of one key fail the run; null is a key like any other. Keys are equal as they are everywhere, so arrays of the
     * same bytes are; keys of a type that cannot be encoded are equal as they say themselves.
     */
    <K, T> SideInput<Map<K, T>> sideInput(Dataset<T> values, Fn<? super T, ? extends K> key);
}
