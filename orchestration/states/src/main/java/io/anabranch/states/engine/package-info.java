/**
 * Executions: states that run, one after another, on an event loop.
 *
 * <p>In goes a parsed definition, an input and the ports; out come history events and an
 * {@link io.anabranch.states.Outcome}. What a state makes of its payloads is not said here but in
 * {@code semantics}; here is when, and what is done meanwhile. Everything that happens to an execution is posted to its loop,
 * so that state code holds no lock and waits for nothing. Time, randomness and ids come from the
 * {@link io.anabranch.states.clock.Scheduler} and {@link io.anabranch.states.Entropy} alone.
 */
@NullMarked
package io.anabranch.states.engine;

import org.jspecify.annotations.NullMarked;
