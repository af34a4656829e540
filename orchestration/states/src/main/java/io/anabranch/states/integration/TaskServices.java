package io.anabranch.states.integration;

import io.anabranch.states.StatesError;
import io.anabranch.states.model.TaskResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several services as one: the first that supports a resource answers it. */
public final class TaskServices implements TaskService {
    private final List<TaskService> services;

    public TaskServices(List<TaskService> services) {
        this.services = List.copyOf(services);
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return find(resource, stateName) != null;
    }

    private @Nullable TaskService find(TaskResource resource, String stateName) {
        for (TaskService service : services) {
            if (service.supports(resource, stateName)) {
                return service;
            }
        }
        return null;
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        return need(call).start(call, observer);
    }

    @Override
    public boolean holdsTime(TaskResource resource, String stateName) {
        TaskService service = find(resource, stateName);
        return service != null && service.holdsTime(resource, stateName);
    }

    @Override
    public void check(TaskCall call) {
        ParameterFormats.check(call);
        need(call).check(call);
    }

    private TaskService need(TaskCall call) {
        TaskService service = find(call.resource(), call.stateName());
        if (service == null) {
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "No service answers the resource " + call.resource().arn() + ".");
        }
        return service;
    }
}
