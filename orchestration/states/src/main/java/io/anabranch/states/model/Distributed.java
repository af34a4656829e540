package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Template;
import org.jspecify.annotations.Nullable;

/**
 * What only a Distributed Map has.
 *
 * @param label the part of the map run's and the children's ARNs; null for one that is made up
 */
public record Distributed(
        boolean expressChildren,
        @Nullable String label,
        @Nullable ItemReader reader,
        @Nullable ItemBatcher batcher,
        @Nullable ResultWriter writer) {
    /**
     * ItemReader.
     *
     * @param arguments Parameters or Arguments
     * @param config ReaderConfig as written; null when there is none
     * @param maxItems null for all
     */
    public record ItemReader(
            boolean listing,
            Template arguments,
            @Nullable JsonNode config,
            @Nullable Amount maxItems) {}

    /** ItemBatcher. */
    public record ItemBatcher(
            @Nullable Template batchInput,
            @Nullable Amount maxItems,
            @Nullable Amount maxInputBytes) {}

    /**
     * ResultWriter.
     *
     * @param arguments Parameters or Arguments; null to keep the results in the state's output
     */
    public record ResultWriter(@Nullable Template arguments, Transformation transformation, boolean jsonLines) {}

    /** What becomes of the children's outputs. */
    public enum Transformation {
        /** All of a child's metadata, its input and output as texts. */
        NONE,
        /** The outputs. */
        COMPACT,
        /** The outputs, arrays among them taken apart. */
        FLATTEN
    }
}
