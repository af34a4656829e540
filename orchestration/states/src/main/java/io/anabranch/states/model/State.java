package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.integration.TaskResource;
import io.anabranch.states.jsonpath.ResultPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state of a definition. */
public sealed interface State {
    Common common();

    default String name() {
        return common().name();
    }

    /** @param result the fixed Result; null when there is none */
    record Pass(
            Common common,
            @Nullable JsonNode result,
            @Nullable Template parameters,
            ResultPath resultPath) implements State {}

    /** @param parameters Parameters or Arguments */
    record Task(
            Common common,
            TaskResource resource,
            @Nullable Template parameters,
            @Nullable Template resultSelector,
            ResultPath resultPath,
            @Nullable Amount timeoutSeconds,
            @Nullable Amount heartbeatSeconds,
            @Nullable Template credentials,
            List<Retrier> retriers,
            List<Catcher> catchers)
            implements State {}

    /** @param otherwise Default; null when there is none */
    record Choice(
            Common common, List<ChoiceRule> rules, @Nullable String otherwise) implements State {}

    record Wait(Common common, WaitUntil until) implements State {}

    record Succeed(Common common) implements State {}

    record Fail(
            Common common,
            @Nullable Template error,
            @Nullable Template cause) implements State {}

    /** @param parameters Parameters or Arguments */
    record Parallel(
            Common common,
            List<Flow> branches,
            @Nullable Template parameters,
            @Nullable Template resultSelector,
            ResultPath resultPath,
            List<Retrier> retriers,
            List<Catcher> catchers)
            implements State {}

    /**
     * A Map of either mode.
     *
     * @param items Items or ItemsPath; null for the whole input
     * @param itemsPath ItemsPath as written; null when there is none
     * @param itemSelector ItemSelector, or Parameters of older definitions
     * @param maxConcurrency null for no limit of its own
     * @param distributed null for an inline Map
     */
    record Map(
            Common common,
            Flow processor,
            @Nullable Template items,
            @Nullable String itemsPath,
            @Nullable Template itemSelector,
            @Nullable Amount maxConcurrency,
            @Nullable Amount toleratedFailureCount,
            @Nullable Amount toleratedFailurePercentage,
            @Nullable Distributed distributed,
            @Nullable Template resultSelector,
            ResultPath resultPath,
            List<Retrier> retriers,
            List<Catcher> catchers)
            implements State {}
}
