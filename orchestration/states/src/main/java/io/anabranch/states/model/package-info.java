/**
 * A definition, parsed: immutable, with every expression compiled.
 *
 * <p>In goes the JSON of a definition that the validator has nothing against; out comes a
 * {@link io.anabranch.states.model.Definition} of {@link io.anabranch.states.model.State} records. What the parser cannot
 * make sense of is an {@link io.anabranch.states.model.InvalidDefinition} that names the place. Nothing here runs.
 */
@NullMarked
package io.anabranch.states.model;

import org.jspecify.annotations.NullMarked;
