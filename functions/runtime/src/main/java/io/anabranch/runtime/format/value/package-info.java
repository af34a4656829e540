/**
 * Values as texts write them: numbers, times, truth values, enums.
 *
 * <p>In: a part of a byte array. Out: a value, or a {@link io.anabranch.format.RefusedRecordException} that says what was expected. The
 * same for every format that has text in it.
 *
 * <p>What must hold: a value that is read is the one that the JDK would read from the same text, and no text is made of bytes that are
 * digits.
 */
@NullMarked
package io.anabranch.runtime.format.value;

import org.jspecify.annotations.NullMarked;
