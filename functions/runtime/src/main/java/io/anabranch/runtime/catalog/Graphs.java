package io.anabranch.runtime.catalog;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.SortedMap;

/** Builds the graph of a pipeline of this jar. */
public interface Graphs {
    /**
     * Builds the graph anew.
     *
     * @param pipeline short name or class name
     * @throws io.anabranch.error.InputException if there is no such pipeline, or a parameter is missing, unknown or malformed
     * @throws io.anabranch.error.CodeException if the pipeline asks for what cannot be
     */
    StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions);

    /**
     * A digest of the code that graphs are built with, the functions of users in it: a run that was planned with one is not executed with
     * another.
     *
     * @throws io.anabranch.error.CodeException if it cannot be told
     */
    String code();

    /** The one name among those of a pipeline that goes into the plan: that of its class. */
    default String className(String pipeline) {
        return pipeline;
    }
}
