package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.QueryLanguage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that hold states: the machine, a branch, a processor. One instance checks one definition. */
final class Machines {
    private static final List<String> TYPES =
            List.of("Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map");
    private static final int LONGEST_NAME = 80;

    private final Set<String> names = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private final StateShapes states = new StateShapes(this::processor, this::branch);

    private final Shape machine = holder().field("QueryLanguage", Rules.oneOf("JSONPath", "JSONata"))
            .field("TimeoutSeconds", Rules.integer(0, 99_999_999))
            .field("Version", Rules.oneOf("1.0"));
    private final Shape branchShape = holder();
    private final Shape processorShape = holder().field("ProcessorConfig", Maps.PROCESSOR_CONFIG);

    private Shape holder() {
        return new Shape()
                .field("Comment", Rules.STRING)
                .field("StartAt", Rules.STRING)
                .field("States", this::states)
                .require("States", "StartAt");
    }

    void machine(ObjectNode definition, Place place) {
        machine.check(definition, place);
        Transitions.check(definition, place);
    }

    private void branch(JsonNode value, Place place) {
        if (value instanceof ObjectNode object) {
            Place inside = place.inside(place.express());
            branchShape.check(object, inside);
            Transitions.check(object, inside);
        } else {
            place.error("Expected value of type Object");
        }
    }

    private void processor(JsonNode value, Place place) {
        if (!(value instanceof ObjectNode object)) {
            place.error("Expected value of type Object");
            return;
        }
        JsonNode config = object.path("ProcessorConfig");
        boolean distributed = config.path("Mode").asText().equals("DISTRIBUTED");
        if (distributed && place.express()) {
            place.field("ProcessorConfig")
                    .error(
                            "Express state machine does not support 'DISTRIBUTED' mode",
                            "Make the machine STANDARD, or the mode INLINE.");
        }
        boolean express = distributed ? config.path("ExecutionType").asText().equals("EXPRESS") : place.express();
        Place inside = place.inside(express);
        processorShape.check(object, inside);
        Transitions.check(object, inside);
    }

    private void states(JsonNode value, Place place) {
        if (!value.isObject()) {
            place.error("Expected value of type Object");
            return;
        }
        if (value.isEmpty()) {
            place.error("The field 'States' should be non-empty");
        }
        for (Map.Entry<String, JsonNode> state : value.properties()) {
            if (place.report().full()) {
                return;
            }
            name(state.getKey(), place.field(state.getKey()));
            state(state.getValue(), place.field(state.getKey()));
        }
    }

    private void name(String name, Place place) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            place.error("State names have 1 to " + LONGEST_NAME + " characters, this one has " + name.length());
        }
        if (!names.add(name)) {
            place.report()
                    .error(
                            "DUPLICATE_STATE_NAME",
                            "Duplicate State name: " + name,
                            place.location(),
                            "Names are unique over the whole machine, its Maps and Parallels included.");
        }
    }

    /** Checks one state by itself. */
    void state(JsonNode value, Place around) {
        if (!(value instanceof ObjectNode state)) {
            around.error("Expected value of type Object");
            return;
        }
        Place place = around.speaking(language(state, around));
        JsonNode type = state.get("Type");
        Shape shape = type == null ? null : states.of(type.asText());
        if (type == null) {
            place.error("These fields are required: [Type]");
        } else if (shape == null) {
            place.field("Type")
                    .error(
                            "The field 'Type' should have one of these values: " + TYPES,
                            Nearest.suggest(type.asText(), TYPES));
        } else {
            shape.check(state, place);
            if (type.asText().equals("Map")) {
                map(state, place);
            }
        }
    }

    private static QueryLanguage language(ObjectNode state, Place place) {
        QueryLanguage own = QueryLanguage.of(state.path("QueryLanguage").asText());
        if (own == QueryLanguage.JSONPATH && place.machine() == QueryLanguage.JSONATA) {
            place.error("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
            return QueryLanguage.JSONPATH;
        }
        return own == null ? place.machine() : own;
    }

    private void map(ObjectNode state, Place place) {
        boolean distributed = Maps.distributed(state);
        for (String field : new String[] {"ItemReader", "ItemBatcher", "ResultWriter", "Label"}) {
            if (!distributed && state.has(field)) {
                place.error("Field '" + field + "' is not supported", "It goes with ProcessorConfig Mode DISTRIBUTED.");
            }
        }
        JsonNode label = state.path("Label");
        if (label.isTextual() && !labels.add(label.textValue())) {
            place.field("Label")
                    .error("Duplicate Label: " + label.textValue(), "Labels are unique over the whole machine.");
        }
    }
}
