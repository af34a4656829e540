/**
 * Distributed Maps: where items come from, the run that starts a child for each input and counts how they end, and what is
 * written of the results.
 *
 * <p>In goes the evaluated configuration of a Map state; out come children, one after another, and the state's result. What a
 * child is, and the execution it belongs to, this package knows as {@link io.anabranch.states.map.ChildExecution} and
 * {@link io.anabranch.states.map.ParentExecution}: the engine gives both. Feeds and writers block and belong on blocking
 * threads; what they throw is a StatesError.
 */
@NullMarked
package io.anabranch.states.map;

import org.jspecify.annotations.NullMarked;
