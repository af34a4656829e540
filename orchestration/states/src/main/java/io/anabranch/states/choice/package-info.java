/**
 * The conditions of a Choice state, in both languages.
 *
 * <p>In goes the JSON of one choice rule, once; out comes a tree of small immutable conditions that says yes or no to an
 * {@link io.anabranch.states.Environment}. What follows a match (Next, Assign, Output) is the state's affair.
 */
@NullMarked
package io.anabranch.states.choice;

import org.jspecify.annotations.NullMarked;
