package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state of a definition. */
public sealed interface State {
    Common common();

    default String name() {
        return common().name();
    }

    /** A state that gets its result from elsewhere, and may fail to. */
    sealed interface Working extends State {
        ResultPlacement placement();

        ErrorHandlers handlers();
    }

    /** @param result the fixed Result; null when there is none */
    record Pass(
            Common common,
            @Nullable JsonNode result,
            @Nullable Template parameters,
            ResultPlacement placement) implements State {}

    /** @param parameters Parameters or Arguments */
    record Task(
            Common common,
            TaskResource resource,
            @Nullable Template parameters,
            ResultPlacement placement,
            TaskLimits limits,
            @Nullable Template credentials,
            ErrorHandlers handlers)
            implements Working {}

    /**
     * How long a Task may take.
     *
     * @param timeoutSeconds null for as long as it likes
     * @param heartbeatSeconds null when it need not say that it is alive
     */
    record TaskLimits(
            @Nullable Amount timeoutSeconds, @Nullable Amount heartbeatSeconds) {}

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
            ResultPlacement placement,
            ErrorHandlers handlers)
            implements Working {}

    /**
     * A Map of either mode.
     *
     * @param distributed null for an inline Map
     */
    record Map(
            Common common,
            Flow processor,
            MapInput items,
            MapLimits limits,
            @Nullable Distributed distributed,
            ResultPlacement placement,
            ErrorHandlers handlers)
            implements Working {}

    /**
     * What a Map maps over.
     *
     * @param items Items or ItemsPath; null for the whole input
     * @param itemsPath ItemsPath as written; null when there is none
     * @param selector ItemSelector, or Parameters of older definitions; null for the items as they are
     */
    record MapInput(
            @Nullable Template items,
            @Nullable String itemsPath,
            @Nullable Template selector) {}

    /**
     * How much of a Map may run at once, and how much may fail.
     *
     * @param maxConcurrency null for no limit of its own
     * @param toleratedFailureCount null when the definition does not say
     * @param toleratedFailurePercentage null when the definition does not say
     */
    record MapLimits(
            @Nullable Amount maxConcurrency,
            @Nullable Amount toleratedFailureCount,
            @Nullable Amount toleratedFailurePercentage) {}
}
