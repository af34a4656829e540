package io.anabranch;

/**
 * A data pipeline: what is read, what happens to it, and where it is written.
 *
 * <pre>{@code
 * public final class WordCount implements Pipeline<WordCount.Params> {
 *     public record Params(Input input, Output output) {}
 *
 *     @Override public void define(Flow flow, Params params) {
 *         flow.read(Text.lines(), params.input()) ...
 *     }
 * }
 * }</pre>
 *
 * <p>{@link #define} describes the work and does none of it. Every function of a run calls it again and must get the same
 * graph, so it must depend on nothing but the parameters: no clock, no random numbers, no environment. A run whose graphs
 * differ fails.
 *
 * <p>A pipeline is a public class with a public constructor without parameters. It is found by its class name, or by its
 * simple name in kebab case ({@code word-count}) when it is listed in {@code META-INF/services/io.anabranch.Pipeline}.
 *
 * @param <P> the parameters: a record of {@link Input} and {@link Output} for places, and of {@link String}, {@code int}, {@code long}, {@code double}, {@code boolean},
 *     enums, {@link java.time.Duration}, {@link java.time.Instant}, {@link java.time.LocalDate}, and
 *     {@link java.util.List} or {@link java.util.Optional} of these (no list of places: an {@code Input} may be several). A component that is not
 *     optional is required; a list and an {@code Input} take one value or more. {@code --input} and {@code --output} of the command line fill the
 *     components {@code input} and {@code output}, {@code -p name=value} any other. A place that is given has to be used: an {@code Input} that is
 *     not read and an {@code Output} that is not written to are refused
 */
public interface Pipeline<P extends Record> {
    /**
     * Describes the pipeline for {@code params}. What it throws fails the run before anything is read.
     *
     * @param params neither null nor holding null
     */
    void define(Flow flow, P params);
}
