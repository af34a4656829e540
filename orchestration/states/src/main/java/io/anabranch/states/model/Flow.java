package io.anabranch.states.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** States that follow one another: a whole machine, a branch of a Parallel, the processor of a Map. */
public record Flow(String startAt, Map<String, State> states) {
    public Flow {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    public State start() {
        return state(startAt);
    }

    /** @throws IllegalArgumentException when there is no such state; validation has ruled that out */
    public State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("Invalid state: '" + name + "', expected one of " + states.keySet());
        }
        return state;
    }
}
