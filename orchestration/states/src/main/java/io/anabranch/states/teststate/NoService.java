package io.anabranch.states.teststate;

import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;

/** Answers no task; a test that needs one is refused before. */
final class NoService implements TaskService {
    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return false;
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        throw new IllegalStateException("no service for " + call.resource().arn());
    }
}
