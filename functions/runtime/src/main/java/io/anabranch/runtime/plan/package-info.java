/**
 * What a run is going to do, and what it would take.
 *
 * <p>In: a request. Out: the plan, the listing and the first step below {@code <work>/runs/<id>/}. What must hold: a run is planned once, and
 * what cannot end well is refused before anything runs.
 */
@NullMarked
package io.anabranch.runtime.plan;

import org.jspecify.annotations.NullMarked;
