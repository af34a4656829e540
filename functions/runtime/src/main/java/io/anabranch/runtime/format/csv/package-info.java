/**
 * Comma-separated values as RFC 4180 has them.
 *
 * <p>In: the bytes of a split, the header that the run was planned with. Out: records; how the guess about quotes at the start of the split
 * turned out; and the other way round, rows with a header before them.
 *
 * <p>What must hold: a row ends at the first newline before which the quotes are even in number, from the start of the object. A split that starts
 * inside its object guesses whether this number is even there; what it reports lets the barrier tell.
 */
@NullMarked
package io.anabranch.runtime.format.csv;

import org.jspecify.annotations.NullMarked;
