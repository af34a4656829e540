package io.anabranch.states.engine;

import io.anabranch.states.map.MapRunState;

/** Gives names to the children of Distributed Maps and keeps them and their runs. Thread-safe. */
public interface Children {
    /** The ARN of a new map run of the machine. */
    String mapRunArn(Machine machine, String label);

    /** The machine that children run as. */
    Machine childMachine(Machine parent, String label, boolean express, io.anabranch.states.model.Flow flow);

    /** The ARN of a new child execution. */
    String executionArn(Machine childMachine, String name);

    /** A map run has begun; its execution's ARN is in it. */
    void opened(MapRunState run);

    /** A child is about to run. */
    void started(ExecutionRun child);
}
