/**
 * Compressed data, in and out.
 *
 * <p>In: a stream of an object whose key says how it is compressed, or the bytes of a part. Out: the same, decompressed or compressed.
 *
 * <p>What must hold: corrupt or truncated data is an error that names the object, never an early end; and nothing reaches the target of a part
 * before its first byte.
 */
@NullMarked
package io.anabranch.runtime.format.compression;

import org.jspecify.annotations.NullMarked;
