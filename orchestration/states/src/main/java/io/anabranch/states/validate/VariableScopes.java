package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of variables are unique over outer and inner scopes: a branch or an iteration reads the variables around it, and
 * must not assign them (Step Functions Developer Guide, Passing data between states with variables). The children of a
 * Distributed Map have nothing around them.
 */
final class VariableScopes {
    private record Assignment(String name, Place place) {}

    private VariableScopes() {}

    static void check(JsonNode machine, Place place) {
        flow(machine, Set.of(), place);
    }

    private static void flow(JsonNode holder, Set<String> outer, Place place) {
        Set<String> visible = new TreeSet<>(outer);
        Place states = place.field("States");
        for (Map.Entry<String, JsonNode> state : holder.path("States").properties()) {
            for (Assignment assignment : assignments(state.getValue(), states.field(state.getKey()))) {
                visible.add(assignment.name);
                if (outer.contains(assignment.name)) {
                    assignment.place.error(
                            "Variable '" + assignment.name + "' is assigned in an outer scope",
                            "Take another name here, and pass the value on in the output.");
                }
            }
        }
        for (Map.Entry<String, JsonNode> state : holder.path("States").properties()) {
            inside(state.getValue(), visible, states.field(state.getKey()));
        }
    }

    private static void inside(JsonNode state, Set<String> visible, Place place) {
        for (int index = 0; index < state.path("Branches").size(); index++) {
            flow(
                    state.path("Branches").path(index),
                    visible,
                    place.field("Branches").element(index));
        }
        for (String processor : new String[] {"ItemProcessor", "Iterator"}) {
            flow(state.path(processor), Maps.distributed(state) ? Set.of() : visible, place.field(processor));
        }
    }

    private static List<Assignment> assignments(JsonNode state, Place place) {
        List<Assignment> found = new ArrayList<>();
        add(state, place, found);
        for (String list : new String[] {"Choices", "Catch"}) {
            for (int index = 0; index < state.path(list).size(); index++) {
                add(state.path(list).path(index), place.field(list).element(index), found);
            }
        }
        return found;
    }

    private static void add(JsonNode holder, Place place, List<Assignment> found) {
        holder.path("Assign").fieldNames().forEachRemaining(field -> {
            String name = field.endsWith(".$") ? field.substring(0, field.length() - 2) : field;
            found.add(new Assignment(name, place.field("Assign").field(field)));
        });
    }
}
