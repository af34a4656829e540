package io.anabranch.runtime.run;

import io.anabranch.runtime.graph.Decisions;
import java.util.List;

/**
 * What all tasks of a stage are told alike.
 *
 * @param sides channels that each task reads whole
 * @param decisions what the barriers have decided so far; the graph is built with them
 * @param firstPart number of the part files of this stage's task 0: other stages that write to the same place have those below
 */
public record StageContext(List<SideChannel> sides, Decisions decisions, int firstPart) {
    /** That of the first stage. */
    public static final StageContext FIRST = new StageContext(List.of(), Decisions.NONE, 0);

    public StageContext {
        sides = List.copyOf(sides);
    }
}
