package io.anabranch.states.jsonata;

import com.fasterxml.jackson.databind.JsonNode;

/** What the value of a field has to be; AWS names these in "Expected 'array', but was 'boolean'". */
public enum ResultType {
    ANY("any"),
    ARRAY("array"),
    OBJECT("object"),
    STRING("string"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    /** An array or an object: the Items of a distributed Map. */
    ARRAY_OR_OBJECT("array");

    private final String text;

    ResultType(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean accepts(JsonNode value) {
        return switch (this) {
            case ANY -> true;
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case STRING -> value.isTextual();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ARRAY_OR_OBJECT -> value.isArray() || value.isObject();
        };
    }
}
