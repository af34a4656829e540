/**
 * Bytes of an object on their way through memory.
 *
 * <p>In: a stream. Out: a window that always holds the current record as a whole, and places of bytes in it, found eight at a time.
 *
 * <p>What must hold: {@link io.anabranch.runtime.format.bytes.ByteScan#ROOM} bytes behind the last one are there to be looked at, whoever fills
 * the array; and offsets count from the start of the object, wherever the window lies.
 */
@NullMarked
package io.anabranch.runtime.format.bytes;

import org.jspecify.annotations.NullMarked;
