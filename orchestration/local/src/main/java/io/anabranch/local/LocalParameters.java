package io.anabranch.local;

import io.anabranch.error.AnabranchException;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the parameters that are paths: those that an address of the pipeline's own graph begins with. They become addresses of
 * buckets, so that nothing behind this class knows of paths.
 *
 * <p>A text may begin an address by chance, as {@code -p prefix=s} does {@code --input samples}. So the graph is built once more with
 * something appended to the parameter, and only what then begins with the longer text is a path.
 */
final class LocalParameters {
    private static final String PROBE = "-anabranch-probe";

    private final Graphs graphs;
    private final Locations locations;

    LocalParameters(Graphs graphs, Locations locations) {
        this.graphs = graphs;
        this.locations = locations;
    }

    /** What a graph reads and writes. */
    private record Addresses(Set<String> read, Set<String> written) {
        static Addresses of(StageGraph graph) {
            Set<String> read = new TreeSet<>();
            graph.reads().forEach(source -> read.addAll(source.uris()));
            Set<String> written = new TreeSet<>();
            graph.writes().forEach(write -> written.add(write.uri()));
            return new Addresses(read, written);
        }

        boolean reads(String value) {
            return read.stream().anyMatch(uri -> uri.startsWith(value));
        }

        boolean writes(String value) {
            return written.stream().anyMatch(uri -> uri.startsWith(value));
        }
    }

    /** @throws AnabranchException if the pipeline, its parameters or its graph are refused */
    SortedMap<String, List<String>> located(String pipeline, SortedMap<String, List<String>> params) {
        Addresses addresses = Addresses.of(graphs.of(pipeline, params, Decisions.NONE));
        SortedMap<String, List<String>> located = new TreeMap<>();
        params.forEach((name, values) -> {
            boolean candidate = values.stream()
                    .anyMatch(value -> !value.isEmpty() && (addresses.reads(value) || addresses.writes(value)));
            located.put(name, candidate ? located(probed(pipeline, params, name), values) : values);
        });
        return located;
    }

    /** The addresses with {@link #PROBE} appended to a parameter; none if it does not take that, as a number does not. */
    private Addresses probed(String pipeline, SortedMap<String, List<String>> params, String name) {
        SortedMap<String, List<String>> changed = new TreeMap<>(params);
        changed.computeIfPresent(
                name,
                (any, values) -> values.stream().map(value -> value + PROBE).toList());
        try {
            return Addresses.of(graphs.of(pipeline, changed, Decisions.NONE));
        } catch (AnabranchException refused) {
            return new Addresses(Set.of(), Set.of());
        }
    }

    private List<String> located(Addresses probed, List<String> values) {
        List<String> located = new ArrayList<>();
        for (String value : values) {
            if (value.isEmpty()) {
                located.add(value);
            } else if (probed.writes(value + PROBE)) {
                located.add(locations.output(value));
            } else {
                located.add(probed.reads(value + PROBE) ? locations.input(value) : value);
            }
        }
        return located;
    }
}
