/** Data to measure with, and loops measured with JMH. */
@NullMarked
package io.anabranch.benchmarks;

import org.jspecify.annotations.NullMarked;
