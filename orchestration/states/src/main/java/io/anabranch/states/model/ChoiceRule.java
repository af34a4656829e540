package io.anabranch.states.model;

import io.anabranch.states.Template;
import io.anabranch.states.choice.Condition;
import org.jspecify.annotations.Nullable;

/** One entry of Choices. */
public record ChoiceRule(
        Condition condition,
        String next,
        @Nullable Template assign,
        @Nullable Template output) {}
