package io.anabranch.runtime.catalog;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.SortedMap;

/** Builds graphs of the pipelines that a catalogue knows. */
public final class CatalogGraphs implements Graphs {
    private final PipelineCatalog catalog;

    public CatalogGraphs(PipelineCatalog catalog) {
        this.catalog = catalog;
    }

    /** The pipelines on the class path of this process. */
    public static CatalogGraphs ofClassPath() {
        return new CatalogGraphs(new PipelineCatalog(CatalogGraphs.class.getClassLoader()));
    }

    @Override
    public StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions) {
        return catalog.bind(pipeline, params).graph().stages(decisions);
    }

    @Override
    public String className(String pipeline) {
        return catalog.find(pipeline).type().getName();
    }
}
