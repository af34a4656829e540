/**
 * How the input becomes tasks.
 *
 * <p>In: a listing with sizes, or splits that are to be read again, and limits. Out: splits, packed into tasks. What must hold: it is pure, the
 * same listing and limits give the same tasks, and the splits of an object cover each of its bytes once.
 */
@NullMarked
package io.anabranch.runtime.split;

import org.jspecify.annotations.NullMarked;
