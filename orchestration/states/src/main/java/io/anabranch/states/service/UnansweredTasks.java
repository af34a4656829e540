package io.anabranch.states.service;

import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.Flow;
import io.anabranch.states.model.State;
import java.util.ArrayList;
import java.util.List;

/** Finds the states of a definition that nobody here can answer, so that a run is refused before it starts. */
final class UnansweredTasks {
    private final TaskService tasks;
    private final boolean objects;
    private final List<String> found = new ArrayList<>();

    /** @param objects whether there is an object store */
    UnansweredTasks(TaskService tasks, boolean objects) {
        this.tasks = tasks;
        this.objects = objects;
    }

    /** @throws ServiceException ValidationException that names every such state */
    void check(Flow flow) {
        flow.states().values().forEach(this::look);
        if (!found.isEmpty()) {
            throw new ServiceException(
                    "ValidationException",
                    "Cannot start the execution: " + String.join("; ", found)
                            + ". Give a mock for each of these states, or a service that answers");
        }
    }

    private void look(State state) {
        if (state instanceof State.Task task) {
            if (!tasks.supports(task.resource(), task.name())) {
                found.add("state '" + task.name() + "' needs " + task.resource().arn()
                        + ", which neither a service nor a mock answers");
            }
        } else if (state instanceof State.Parallel parallel) {
            parallel.branches().forEach(branch -> branch.states().values().forEach(this::look));
        } else if (state instanceof State.Map map) {
            map.processor().states().values().forEach(this::look);
            if (map.distributed() != null && !objects && needsObjects(map.distributed())) {
                found.add("state '" + map.name() + "' reads or writes objects, and there is no object store");
            }
        }
    }

    private static boolean needsObjects(Distributed distributed) {
        return distributed.reader() != null
                || (distributed.writer() != null && distributed.writer().arguments() != null);
    }
}
