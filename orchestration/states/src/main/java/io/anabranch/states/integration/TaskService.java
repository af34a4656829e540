package io.anabranch.states.integration;

import io.anabranch.states.model.TaskResource;

/** Something that answers tasks: Lambda, S3, nested executions, mocks. Thread-safe. */
public interface TaskService {
    /**
     * Whether calls of the resource from the state can be answered. Asked for every Task of a definition before an
     * execution starts; a no from every service refuses the execution by name.
     */
    boolean supports(TaskResource resource, String stateName);

    /**
     * Starts the call and returns at once: work that blocks belongs on a thread of the service's own.
     *
     * @return cancels the call, when the execution stops waiting for it; called at most once, from any thread
     */
    Runnable start(TaskCall call, TaskObserver observer);

    /**
     * Whether the answer takes real time, so that a clock that jumps has to wait for it. No for what goes by the engine's
     * own clock: nested executions, activities.
     */
    default boolean holdsTime(TaskResource resource, String stateName) {
        return true;
    }

    /**
     * Looks at a call before it is scheduled. What is wrong with it here leaves no event of the task behind.
     *
     * @throws io.anabranch.states.StatesError when the call cannot be made at all
     */
    default void check(TaskCall call) {}
}
