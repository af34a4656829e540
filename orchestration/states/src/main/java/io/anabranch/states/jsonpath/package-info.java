/**
 * The JSONPath half of the language: paths, reference paths, payload templates and intrinsic functions.
 *
 * <p>In go texts of a definition, once, when it is parsed; out come immutable objects that are evaluated against an
 * {@link io.anabranch.states.Environment}. A text that is not a path is refused when it is compiled
 * ({@link io.anabranch.states.jsonpath.InvalidPath}), a path that finds nothing when it is evaluated
 * ({@link io.anabranch.states.StatesError}). No evaluation changes its input.
 */
@NullMarked
package io.anabranch.states.jsonpath;

import org.jspecify.annotations.NullMarked;
