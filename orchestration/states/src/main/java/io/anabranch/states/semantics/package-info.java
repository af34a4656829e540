/**
 * What the States Language means, said once: how a state's input becomes its output, which Retry or Catch takes a failure,
 * what the context object says, how the items of a Map are selected, batched and tolerated, how large a payload may be.
 *
 * <p>In goes a parsed state and what it sees, an {@link io.anabranch.states.Environment}; out comes a value, or a
 * {@link io.anabranch.states.StatesError} in AWS's words. Nothing here waits, calls, reads a clock or remembers what an
 * execution did: the engine, which does, and TestState, which runs one state and no more, both ask here.
 */
@NullMarked
package io.anabranch.states.semantics;

import org.jspecify.annotations.NullMarked;
