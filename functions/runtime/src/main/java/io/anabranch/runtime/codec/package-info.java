/**
 * Values as bytes: compact codecs for what is shuffled, ordered codecs for what is sorted.
 *
 * <p>In: a type. Out: a codec, built once per type and process, without reflection per record.
 *
 * <p>What must hold: equal values have equal bytes, what is read is equal to what was written, and the order of ordered bytes is that of the values.
 */
@NullMarked
package io.anabranch.runtime.codec;

import org.jspecify.annotations.NullMarked;
