/**
 * Records that are a line each, whatever is on it.
 *
 * <p>In: the bytes of a split and a {@link io.anabranch.runtime.format.lines.LineDecoder}. Out: records.
 *
 * <p>What must hold: a line is owned by the split that its first byte lies in, and every line has exactly one owner.
 */
@NullMarked
package io.anabranch.runtime.format.lines;

import org.jspecify.annotations.NullMarked;
