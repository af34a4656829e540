package io.anabranch;

/**
 * A data pipeline: what is read, what happens to it, and where it is written.
 *
 * <pre>{@code
 * public final class WordCount implements Pipeline<WordCount.Params> {
 *     public record Params(List<String> input, String output) {}
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
 * @param <P> the parameters: a record of {@link String}, {@code int}, {@code long}, {@code double}, {@code boolean},
 *     enums, {@link java.time.Duration}, {@link java.time.Instant}, {@link java.time.LocalDate}, and
 *     {@link java.util.List} or {@link java.util.Optional} of these. A component that is not optional is required; a list takes one
 *     value or more. {@code --input} and {@code --output} of the command line fill {@code input} and {@code output}
 */
public interface Pipeline<P extends Record> {
    /** Describes the pipeline for {@code params}. */
    void define(Flow flow, P params);
}
