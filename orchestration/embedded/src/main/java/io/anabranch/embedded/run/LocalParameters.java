package io.anabranch.embedded.run;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import io.anabranch.runtime.plan.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the parameters that are paths: those that an address of the pipeline's own graph begins with. They become addresses of
 * buckets, so that nothing behind this class knows of paths.
 */
final class LocalParameters {
    private final Graphs graphs;
    private final Locations locations;

    LocalParameters(Graphs graphs, Locations locations) {
        this.graphs = graphs;
        this.locations = locations;
    }

    /** @throws io.anabranch.error.AnabranchException if the pipeline, its parameters or its graph are refused */
    SortedMap<String, List<String>> located(String pipeline, SortedMap<String, List<String>> params) {
        StageGraph graph = graphs.of(pipeline, params, Decisions.NONE);
        Set<String> written = new TreeSet<>();
        for (WriteSink write : graph.writes()) {
            written.add(write.uri());
        }
        Set<String> read = new TreeSet<>();
        for (Stage stage : graph.stages()) {
            for (Source source : stage.sources()) {
                if (source instanceof ReadSource objects) {
                    read.addAll(objects.uris());
                }
            }
        }
        SortedMap<String, List<String>> located = new TreeMap<>();
        for (Map.Entry<String, List<String>> param : params.entrySet()) {
            List<String> values = new ArrayList<>();
            for (String value : param.getValue()) {
                values.add(located(value, read, written));
            }
            located.put(param.getKey(), values);
        }
        return located;
    }

    private String located(String value, Set<String> read, Set<String> written) {
        if (value.isEmpty()) {
            return value;
        }
        if (written.stream().anyMatch(uri -> uri.startsWith(value))) {
            return locations.output(value);
        }
        return read.stream().anyMatch(uri -> uri.startsWith(value)) ? locations.input(value) : value;
    }
}
