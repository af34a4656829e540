package io.anabranch.states;

import org.jspecify.annotations.Nullable;

/** The language that a state's expressions are written in. */
public enum QueryLanguage {
    JSONPATH("JSONPath"),
    JSONATA("JSONata");

    private final String text;

    QueryLanguage(String text) {
        this.text = text;
    }

    /** The name as a definition writes it. */
    public String text() {
        return text;
    }

    /** The language of that name; null when there is none. */
    public static @Nullable QueryLanguage of(String text) {
        for (QueryLanguage language : values()) {
            if (language.text.equals(text)) {
                return language;
            }
        }
        return null;
    }
}
