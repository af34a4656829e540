/**
 * Executions: states that run, one after another, on an event loop.
 *
 * <p>In goes a parsed definition, an input and the ports; out come history events and an
 * {@link io.anabranch.states.engine.Outcome}. An execution is a single logical thread: everything that happens to it is
 * posted to its loop, so that state code holds no lock and waits for nothing. Time, randomness and ids come from the
 * {@link io.anabranch.states.engine.Scheduler} and {@link io.anabranch.states.Entropy} alone: under a virtual scheduler the
 * same seed gives the same history.
 */
@NullMarked
package io.anabranch.states.engine;

import org.jspecify.annotations.NullMarked;
