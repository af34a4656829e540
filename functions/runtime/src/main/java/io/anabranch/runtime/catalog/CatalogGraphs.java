package io.anabranch.runtime.catalog;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds graphs of the pipelines that a catalogue knows. */
public final class CatalogGraphs implements Graphs {
    private final PipelineCatalog catalog;
    private final Supplier<String> digest;
    private volatile @Nullable String code;

    /** @param code gives the digest of the catalogue's code; asked once, when it is needed first */
    public CatalogGraphs(PipelineCatalog catalog, Supplier<String> code) {
        this.catalog = catalog;
        this.digest = code;
    }

    /** The pipelines on the class path of this process. */
    public static CatalogGraphs ofClassPath() {
        ClassLoader loader = CatalogGraphs.class.getClassLoader();
        return new CatalogGraphs(new PipelineCatalog(loader), () -> CodeDigest.of(loader));
    }

    @Override
    public String code() {
        String known = code;
        if (known == null) {
            known = digest.get();
            code = known;
        }
        return known;
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
