package io.anabranch.runtime.graph;

import io.anabranch.JoinStrategy;

/**
 * A join of the flow.
 *
 * @param id from 0, in the order of the flow
 * @param name the step
 * @param rightChannel the side that would be broadcast
 * @param strategy what was asked for, or decided; {@link JoinStrategy#AUTO} while it is open. An open join is laid out as a repartition, and
 *     may be decided when every stage up to {@code afterStage} has run
 * @param afterStage the last stage that writes {@code rightChannel}
 */
public record JoinPoint(int id, String name, int rightChannel, JoinStrategy strategy, int afterStage) {}
