/**
 * Random pipelines and their right answers. One seed gives a typed graph of any operations, its input, and what should come out of
 * it, computed on lists and maps by code that knows the documentation and nothing of the runtime.
 */
@org.jspecify.annotations.NullMarked
package io.anabranch.testkit.graphs;
