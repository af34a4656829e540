/**
 * From a pipeline's description to the stages that run.
 *
 * <p>In goes a {@link io.anabranch.Pipeline} with its parameters; out comes a {@link io.anabranch.runtime.graph.StageGraph}: stages in the
 * order they run, each with sources, a tree of fused steps, and sinks; channels between stages; joins still to be decided.
 *
 * <p>What must hold: the same pipeline and parameters give the same graph in every process (its fingerprint tells), ids included; ids of
 * stages up to the one that a decision waits for do not depend on the decision; every type that crosses a channel has a
 * codec, or the graph is refused with the name of the type and the step.
 */
@NullMarked
package io.anabranch.runtime.graph;

import org.jspecify.annotations.NullMarked;
