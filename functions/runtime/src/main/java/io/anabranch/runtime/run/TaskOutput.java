package io.anabranch.runtime.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an attempt leaves behind.
 *
 * @param channels what it shuffled, by channel
 * @param parts part files that wait for the commit
 * @param deadLetters refused records that wait for the commit
 * @param counters the pipeline's own counters
 */
public record TaskOutput(
        List<ChannelOutput> channels,
        List<PartFile> parts,
        List<PartFile> deadLetters,
        SortedMap<String, Long> counters) {
    /** Nothing at all. */
    public static final TaskOutput NONE = new TaskOutput(List.of(), List.of(), List.of(), new TreeMap<>());

    public TaskOutput {
        channels = List.copyOf(channels);
        parts = List.copyOf(parts);
        deadLetters = List.copyOf(deadLetters);
        counters = new TreeMap<>(counters);
    }

    /** All objects that wait for the commit. */
    public List<PartFile> files() {
        return java.util.stream.Stream.concat(parts.stream(), deadLetters.stream())
                .toList();
    }
}
