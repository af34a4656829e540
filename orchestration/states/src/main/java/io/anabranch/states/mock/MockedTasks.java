package io.anabranch.states.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.Definition;
import io.anabranch.states.model.Flow;
import io.anabranch.states.model.State;
import io.anabranch.states.model.TaskResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the tasks of one test case. Calls are counted per state, over the whole run. */
public final class MockedTasks implements TaskService {
    private final Map<String, MockedResponse> states;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    MockedTasks(Map<String, MockedResponse> states) {
        this.states = Map.copyOf(states);
    }

    /**
     * Checks that every mocked state is a Task of the definition, inside Maps and Parallels too.
     *
     * @throws InvalidMocks naming the first that is not
     */
    public void check(Definition definition) {
        Set<String> tasks = new TreeSet<>();
        collect(definition.flow(), tasks);
        for (String name : new TreeSet<>(states.keySet())) {
            if (!tasks.contains(name)) {
                throw new InvalidMocks("Cannot mock the state '" + name
                        + "': the definition has no Task of that name. Its Tasks are " + tasks + ".");
            }
        }
    }

    private static void collect(Flow flow, Set<String> tasks) {
        for (State state : flow.states().values()) {
            if (state instanceof State.Task) {
                tasks.add(state.name());
            } else if (state instanceof State.Map map) {
                collect(map.processor(), tasks);
            } else if (state instanceof State.Parallel parallel) {
                parallel.branches().forEach(branch -> collect(branch, tasks));
            }
        }
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return states.containsKey(stateName);
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        MockedResponse response = states.get(call.stateName());
        if (response == null) {
            throw new IllegalArgumentException("No mock for the state '" + call.stateName() + "'");
        }
        int number = calls.computeIfAbsent(call.stateName(), name -> new AtomicInteger())
                .getAndIncrement();
        MockedResponse.MockedAnswer answer = response.answer(number);
        if (call.resource().kind() == TaskResource.Kind.ACTIVITY) {
            observer.started("mock");
        }
        if (call.resource().pattern() != TaskResource.IntegrationPattern.REQUEST_RESPONSE) {
            observer.submitted(JsonNodeFactory.instance.objectNode());
        }
        if (answer == null) {
            observer.failed(
                    StatesError.RUNTIME,
                    "The mocked response '" + response.name() + "' of the state '"
                            + call.stateName() + "' answers " + response.calls() + " calls, and this is call " + number
                            + ", counted from 0. Add an answer to MockedResponses.");
        } else if (answer.result() != null) {
            observer.succeeded(answer.result());
        } else {
            observer.failed(answer.error(), answer.cause());
        }
        return () -> {};
    }
}
