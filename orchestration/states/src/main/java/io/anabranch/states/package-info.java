/**
 * An interpreter of the Amazon States Language.
 *
 * <p>This package holds what every other package of the engine speaks: the error a state ends with, the variables it
 * sees, the environment its expressions are evaluated in, and the source of randomness. Nothing here knows a state.
 */
@NullMarked
package io.anabranch.states;

import org.jspecify.annotations.NullMarked;
