/**
 * What happened in an execution, in the words of GetExecutionHistory.
 *
 * <p>In go events as the engine makes them; out comes a list with ids from 1 on and {@code previousEventId}s that follow
 * a branch. Payloads stay JSON until somebody asks for their text.
 */
@NullMarked
package io.anabranch.states.history;

import org.jspecify.annotations.NullMarked;
