package io.anabranch.states.integration;

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
}
