/**
 * The parts of a Distributed Map that know nothing of executions: where items come from, how they are batched, what is
 * written of the results.
 *
 * <p>In goes the evaluated configuration of a Map state; out come items in order, child inputs, and the objects of a
 * ResultWriter. Feeds and writers block and belong on blocking threads; what they throw is a StatesError.
 */
@NullMarked
package io.anabranch.states.map;

import org.jspecify.annotations.NullMarked;
