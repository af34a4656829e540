package io.anabranch.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * A task that merges what earlier stages have shuffled, within a range of sort keys.
 *
 * @param segments where the list of what it merges is
 * @param from first sort key as hex digits, or null: from the first
 * @param to sort key behind the last one as hex digits, or null: to the last
 */
public record ReduceTask(
        RunRef run,
        TaskRef id,
        StageContext context,
        SegmentsRef segments,
        @Nullable String from,
        @Nullable String to) implements Task {}
