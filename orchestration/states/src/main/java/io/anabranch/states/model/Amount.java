package io.anabranch.states.model;

import io.anabranch.states.Template;

/**
 * A number of a definition: literal, at a path, or a JSONata expression.
 *
 * @param field the field's name as written, such as {@code MaxConcurrencyPath}
 * @param source the path or expression as written
 */
public record Amount(String field, String source, Form form, Template value) {
    public enum Form {
        LITERAL,
        PATH,
        JSONATA
    }

    /** The field's name without {@code Path}. */
    public String name() {
        return form == Form.PATH ? field.substring(0, field.length() - "Path".length()) : field;
    }
}
