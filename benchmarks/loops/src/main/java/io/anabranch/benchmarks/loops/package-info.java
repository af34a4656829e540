/** Loops over what is public in the runtime, and what all loops share. */
@NullMarked
package io.anabranch.benchmarks.loops;

import org.jspecify.annotations.NullMarked;
