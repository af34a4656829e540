/** Spark beside Anabranch. */
@NullMarked
package io.anabranch.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
