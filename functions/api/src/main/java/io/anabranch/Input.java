package io.anabranch;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place, or several, that a pipeline reads. As a component of a pipeline's parameters it is what the command line fills with
 * {@code --input} or {@code -p name=location}.
 *
 * <p>A location is {@code s3://bucket/key}, where the key is that of an object, of a folder, or a glob of either: {@code *} and {@code ?} stand
 * for characters of one name, {@code **} for any, {@code [a-z]} and {@code [!a-z]} for one, {@code {a,b}} for one of several texts. On one
 * machine, as under {@code anabranch run} and in tests, it may also be a path with the same wildcards, absolute or relative to the working
 * folder.
 *
 * <p>Objects whose names end in {@code .gz} or {@code .zst} are decompressed. Names that begin with {@code _} or {@code .} are passed over. A
 * location at which there is nothing fails the run.
 */
public final class Input {
    private final List<String> locations;

    private Input(List<String> locations) {
        this.locations = List.copyOf(locations);
        if (this.locations.isEmpty()) {
            throw new IllegalArgumentException("Invalid input: no location, expected at least one");
        }
        this.locations.forEach(location -> {
            if (location.isBlank()) {
                throw new IllegalArgumentException("Invalid input: '" + location + "', expected a location");
            }
        });
    }

    /**
     * The objects at {@code locations}.
     *
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public static Input of(String... locations) {
        return new Input(List.of(locations));
    }

    /** The objects at {@code locations}, as {@link #of(String...)}. */
    public static Input of(List<String> locations) {
        return new Input(locations);
    }

    /** The locations as they were given, at least one. */
    public List<String> locations() {
        return locations;
    }

    /** Whether {@code other} has the same locations in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Input input && locations.equals(input.locations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(locations);
    }

    /** The locations, with commas between them. */
    @Override
    public String toString() {
        return String.join(", ", locations);
    }
}
