package io.anabranch;

import io.anabranch.format.Format;
import io.anabranch.function.Fn;
import java.util.List;
import java.util.Map;

/** Where a pipeline begins. Valid during {@link Pipeline#define} only. */
public interface Flow {
    /**
     * Reads the objects at {@code uris}: addresses, prefixes or globs, as {@code s3://logs/2026-03/*.csv}. Objects whose
     * name ends in {@code .gz} or {@code .zst} are decompressed. An address that matches nothing fails the run.
     *
     * @throws io.anabranch.error.CodeException if there is no address, or the format's record has a component of a type
     *     that cannot be read
     */
    <T> Dataset<T> read(Format<T> format, String... uris);

    /** Reads the objects at {@code uris}, as {@link #read(Format, String...)}. */
    <T> Dataset<T> read(Format<T> format, List<String> uris);

    /**
     * A number that functions may add to, reported when the run has ended. Each record counts once, whatever failed and ran
     * again; what a record added that was refused, and became a dead letter, does not count. The same name gives the same
     * counter.
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
     * that the list would have. Two records of one key fail the run.
     */
    <K, T> SideInput<Map<K, T>> sideInput(Dataset<T> values, Fn<? super T, ? extends K> key);
}
