/**
 * What a run is going to do: addresses of a run's objects, the plan, task descriptors, and the pure planner that cuts a listing
 * into tasks.
 *
 * <p>In: parameters, limits and a listing with sizes and ETags. Out: JSON records below {@code <work>/runs/<id>/} and steps for the
 * state machine. What must hold: the same listing, options and limits give the same tasks; the splits of an object cover each of
 * its bytes once.
 */
@NullMarked
package io.anabranch.runtime.plan;

import org.jspecify.annotations.NullMarked;
