package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the states of one block lead: to states that exist, from the start to all of them, and to an end. */
final class Transitions {
    private record Target(String name, String location) {}

    private Transitions() {}

    static void check(JsonNode holder, Place place) {
        JsonNode states = holder.path("States");
        if (!states.isObject() || states.isEmpty() || place.report().full()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        states.fieldNames().forEachRemaining(names::add);
        JsonNode start = holder.path("StartAt");
        if (start.isTextual() && !names.contains(start.textValue())) {
            missing(new Target(start.textValue(), place.field("StartAt").location()), names, place);
        }
        for (Map.Entry<String, JsonNode> state : states.properties()) {
            for (Target target : targets(state.getValue(), place.field("States").field(state.getKey()))) {
                if (!names.contains(target.name)) {
                    missing(target, names, place);
                }
            }
        }
        if (start.isTextual()) {
            checkReach(states, start.textValue(), place);
        }
    }

    private static void missing(Target target, Set<String> names, Place place) {
        place.report()
                .error(
                        Report.TRANSITION,
                        "Missing 'Next' target: " + target.name,
                        target.location,
                        Nearest.suggest(target.name, names));
    }

    /** A block without an end is one problem, and hides which of its states nothing leads to. */
    private static void checkReach(JsonNode states, String start, Place place) {
        boolean ends = false;
        for (JsonNode state : states) {
            ends |= terminal(state);
        }
        if (!ends) {
            place.report()
                    .error(
                            "MISSING_END_STATE",
                            "Workflow has no terminal state",
                            null,
                            "Give the last state End: true.");
            return;
        }
        Set<String> reached = reached(states, start);
        for (Map.Entry<String, JsonNode> state : states.properties()) {
            if (!reached.contains(state.getKey())) {
                place.report()
                        .error(
                                Report.TRANSITION,
                                "State \"" + state.getKey() + "\" is not reachable.",
                                place.field("States").field(state.getKey()).location(),
                                null);
            }
        }
    }

    /** States of unknown type count as ends: they have been reported already. */
    private static boolean terminal(JsonNode state) {
        return switch (state.path("Type").asText()) {
            case "Succeed", "Fail" -> true;
            case "Choice" -> false;
            case "Task", "Pass", "Wait", "Map", "Parallel" -> state.path("End").asBoolean() || !state.has("Next");
            default -> true;
        };
    }

    private static Set<String> reached(JsonNode states, String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (states.has(name) && reached.add(name)) {
                for (Target target : targets(states.get(name), null)) {
                    open.add(target.name);
                }
            }
        }
        return reached;
    }

    private static List<Target> targets(JsonNode state, @Nullable Place place) {
        List<Target> targets = new ArrayList<>(2);
        add(state.get("Next"), place, "/Next", targets);
        add(state.get("Default"), place, "/Default", targets);
        for (String list : new String[] {"Choices", "Catch"}) {
            JsonNode entries = state.path(list);
            for (int index = 0; index < entries.size(); index++) {
                JsonNode next = entries.path(index).get("Next");
                if (next != null) {
                    add(next, place, place == null ? "" : "/" + list + "[" + index + "]/Next", targets);
                }
            }
        }
        return targets;
    }

    private static void add(@Nullable JsonNode next, @Nullable Place place, String suffix, List<Target> targets) {
        if (next != null && next.isTextual()) {
            targets.add(new Target(next.textValue(), place == null ? "" : place.path() + suffix));
        }
    }
}
