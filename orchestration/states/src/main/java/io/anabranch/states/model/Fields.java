package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of a definition, with its place in it. */
final class Fields {
    private final String path;
    private final JsonNode json;

    private Fields(String path, JsonNode json) {
        this.path = path;
        this.json = json;
    }

    static Fields of(String path, @Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw new InvalidDefinition(path.isEmpty() ? "/" : path, "expected an object");
        }
        return new Fields(path, json);
    }

    String location() {
        return path.isEmpty() ? "/" : path;
    }

    String location(String field) {
        return path + "/" + field;
    }

    JsonNode json() {
        return json;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** The field's value; null when it is not there. A JSON null is a NullNode. */
    @Nullable
    JsonNode get(String field) {
        return json.get(field);
    }

    /** The value of the first of two fields that is there. */
    @Nullable
    JsonNode either(String field, String other) {
        JsonNode value = json.get(field);
        return value == null ? json.get(other) : value;
    }

    Fields object(String field) {
        return of(location(field), json.get(field));
    }

    @Nullable
    Fields optionalObject(String field) {
        return json.has(field) ? object(field) : null;
    }

    List<Fields> objects(String field) {
        List<Fields> list = new ArrayList<>();
        JsonNode array = json.get(field);
        if (array != null) {
            for (int i = 0; i < array.size(); i++) {
                list.add(of(location(field) + "[" + i + "]", array.get(i)));
            }
        }
        return list;
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            throw new InvalidDefinition(location(field), "expected a text");
        }
        return text;
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = json.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    List<String> texts(String field) {
        List<String> list = new ArrayList<>();
        JsonNode array = json.get(field);
        if (array == null || !array.isArray()) {
            throw new InvalidDefinition(location(field), "expected an array of texts");
        }
        array.forEach(value -> list.add(value.asText()));
        return list;
    }
}
