/**
 * What is wrong with a definition, all of it at once.
 *
 * <p>In goes the text of a definition; out comes a list of {@link io.anabranch.states.validate.Diagnostic}, empty when
 * AWS would take it. Nothing is executed, and a definition that passes here compiles in the engine.
 */
@NullMarked
package io.anabranch.states.validate;

import org.jspecify.annotations.NullMarked;
