/**
 * The JSONata half of the language: {@code {% … %}} expressions and the templates that hold them.
 *
 * <p>In goes the value of a field of a definition, once; out comes an immutable object that is evaluated against an
 * {@link io.anabranch.states.Environment}, from any thread. A text that is not JSONata is refused when it is compiled
 * ({@link io.anabranch.states.jsonata.InvalidExpression}); whatever goes wrong when it is evaluated is a
 * States.QueryEvaluationError.
 */
@NullMarked
package io.anabranch.states.jsonata;

import org.jspecify.annotations.NullMarked;
