package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.QueryLanguage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields an object of a definition has: their rules, which must be there, which exclude each other. */
final class Shape {
    private record Field(Rule rule, @Nullable QueryLanguage only) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<List<String>> exclusive = new ArrayList<>();
    private final List<List<String>> exactlyOne = new ArrayList<>();

    Shape field(String name, Rule rule) {
        fields.put(name, new Field(rule, null));
        return this;
    }

    Shape jsonPath(String name, Rule rule) {
        fields.put(name, new Field(rule, QueryLanguage.JSONPATH));
        return this;
    }

    Shape jsonata(String name, Rule rule) {
        fields.put(name, new Field(rule, QueryLanguage.JSONATA));
        return this;
    }

    Shape require(String... names) {
        required.addAll(Arrays.asList(names));
        return this;
    }

    /** At most one of these. */
    Shape exclusive(String... names) {
        exclusive.add(List.of(names));
        return this;
    }

    /** One and only one of these. */
    Shape exactlyOne(String... names) {
        exactlyOne.add(List.of(names));
        return this;
    }

    Set<String> names() {
        return fields.keySet();
    }

    void check(ObjectNode object, Place place) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (place.report().full()) {
                return;
            }
            check(entry.getKey(), entry.getValue(), place);
        }
        checkPresence(object, place);
    }

    private void check(String name, JsonNode value, Place place) {
        Field field = fields.get(name);
        if (field == null) {
            place.error("Field '" + name + "' is not supported", Nearest.suggest(name, fields.keySet()));
        } else if (field.only != null && field.only != place.language()) {
            place.error("The QueryLanguage is set to '" + place.language().text() + "', but field '" + name
                    + "' is only supported for the '" + field.only.text() + "' QueryLanguage");
        } else {
            field.rule.check(value, place.field(name));
        }
    }

    private void checkPresence(ObjectNode object, Place place) {
        List<String> missing =
                required.stream().filter(name -> !object.has(name)).toList();
        if (!missing.isEmpty()) {
            place.error("These fields are required: " + missing);
        }
        for (List<String> group : exclusive) {
            if (group.stream().filter(object::has).count() > 1) {
                place.error("There should only be one of the following fields: " + group);
            }
        }
        for (List<String> group : exactlyOne) {
            long present = group.stream().filter(object::has).count();
            if (present > 1) {
                place.error("There should only be one of the following fields: " + group);
            } else if (present == 0) {
                place.error("This object should have only one of the following fields: " + group);
            }
        }
    }
}
