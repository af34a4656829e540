package io.anabranch.states.model;

import io.anabranch.states.Template;
import io.anabranch.states.jsonpath.ResultPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of Catch.
 *
 * @param resultPath where the error output goes in JSONPath
 * @param assign null for none
 * @param output JSONata's Output; null when the definition does not have it
 */
public record Catcher(
        List<String> errors,
        String next,
        ResultPath resultPath,
        @Nullable Template assign,
        @Nullable Template output) {
    public Catcher {
        errors = List.copyOf(errors);
    }
}
