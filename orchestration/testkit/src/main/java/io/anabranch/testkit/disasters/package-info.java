/**
 * Deterministic simulation of whole runs: one seed decides everything.
 *
 * <p>The planner, the state machine, the functions and the commit are the real ones. What surrounds them is simulated: S3 is in memory,
 * time is virtual, and whatever acts in the world, an invocation of a function or a user, is an
 * {@link io.anabranch.testkit.disasters.Activity} on a thread of its own, of which only one runs at a time: the one whose
 * {@link io.anabranch.testkit.disasters.Turns turn} it is. Turns end at each call of S3 and each pause, so that the order in which calls
 * of different activities take effect follows from the seed alone.
 */
@NullMarked
package io.anabranch.testkit.disasters;

import org.jspecify.annotations.NullMarked;
