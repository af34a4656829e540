package io.anabranch.states.model;

import org.jspecify.annotations.Nullable;

/**
 * A state machine's definition.
 *
 * @param timeoutSeconds how long an execution may run; null for no limit
 */
public record Definition(Flow flow, @Nullable Long timeoutSeconds) {}
