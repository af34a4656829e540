package io.anabranch.states.model;

import io.anabranch.states.Template;
import io.anabranch.states.jsonpath.ResultPath;
import org.jspecify.annotations.Nullable;

/**
 * What JSONPath makes of a result before OutputPath.
 *
 * @param selector ResultSelector; null for the result as it is
 * @param path where it goes in the state's input
 */
public record ResultPlacement(@Nullable Template selector, ResultPath path) {}
