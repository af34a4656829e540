package io.anabranch.states.model;

import io.anabranch.states.QueryLanguage;
import io.anabranch.states.Template;
import io.anabranch.states.jsonpath.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * What states of every type have.
 *
 * @param input InputPath; lets everything through in JSONata
 * @param output OutputPath; lets everything through in JSONata
 * @param next the state that follows; null where the flow ends
 * @param assign the variables to assign; null for none
 * @param result JSONata's Output; null when the definition does not have it
 */
public record Common(
        String name,
        QueryLanguage language,
        PathFilter input,
        PathFilter output,
        @Nullable String next,
        @Nullable Template assign,
        @Nullable Template result) {
    public boolean jsonata() {
        return language == QueryLanguage.JSONATA;
    }
}
