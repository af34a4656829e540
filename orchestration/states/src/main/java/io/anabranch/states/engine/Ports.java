package io.anabranch.states.engine;

import io.anabranch.states.Entropy;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.history.HistoryListener;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.integration.TaskService;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside that an execution works with.
 *
 * @param objects null when there is no object store
 * @param children where children of Distributed Maps and their runs are kept
 */
public record Ports(
        Scheduler scheduler,
        Entropy entropy,
        Tasks tasks,
        @Nullable ObjectStore objects,
        HistoryListener listener,
        Limits limits,
        Children children) {
    /**
     * Who answers tasks.
     *
     * @param region where, as TaskScheduled events say
     */
    public record Tasks(TaskService service, TaskTokens tokens, String region) {}
}
