package io.anabranch;

import org.jspecify.annotations.Nullable;

/**
 * A place that a pipeline writes to: a folder, {@code s3://bucket/prefix}, or on one machine a path, absolute or relative to the working folder.
 * As a component of a pipeline's parameters it is what the command line fills with {@code --output} or {@code -p name=location}.
 *
 * <p>Each write has a place of its own. A pipeline that writes several datasets takes one output and writes to places
 * {@linkplain #resolve below} it. A place that holds anything is refused, unless the run is told to overwrite.
 */
public final class Output {
    private final String location;

    private Output(String location) {
        if (location.isBlank()) {
            throw new IllegalArgumentException("Invalid output: '" + location + "', expected a location");
        }
        this.location = location;
    }

    /**
     * The folder at {@code location}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static Output of(String location) {
        return new Output(location);
    }

    /** The folder as it was given. */
    public String location() {
        return location;
    }

    /**
     * The folder {@code name} in this one: {@code params.output().resolve("refused")}.
     *
     * @param name a name, or several with slashes between them
     * @throws IllegalArgumentException if it is blank, or does not lead below this folder
     */
    public Output resolve(String name) {
        if (name.isBlank() || name.startsWith("/") || ("/" + name + "/").contains("/../")) {
            throw new IllegalArgumentException("Invalid folder: '" + name + "', expected one below " + location);
        }
        return new Output(location.endsWith("/") ? location + name : location + "/" + name);
    }

    /** Whether {@code other} is at the same location, letter by letter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Output output && location.equals(output.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    /** The location. */
    @Override
    public String toString() {
        return location;
    }
}
