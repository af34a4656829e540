/**
 * The functions a pipeline is made of.
 *
 * <p>They extend {@link java.io.Serializable} for one reason: it lets the graph read the type of a lambda or method reference. Nothing is
 * ever serialised; every function of a run builds the pipeline again from its class and parameters.
 *
 * <p>A function must give the same result whenever it gets the same value, and must neither change its arguments nor share state: it
 * runs in many processes at once, and again after a failure. Unless it says so, no argument is null and no result may be. What it
 * throws refuses the record or fails the run, with the name of its step.
 */
@NullMarked
package io.anabranch.function;

import org.jspecify.annotations.NullMarked;
