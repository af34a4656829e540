/**
 * The items of a Distributed Map, out of the bytes of an object: CSV, JSON, JSON lines and manifests.
 *
 * <p>In goes a {@link io.anabranch.states.reader.ReaderConfig} and a stream; out come items one by one, without the
 * whole object in memory where its format allows. Whatever cannot be read is a States.ItemReaderFailed.
 */
@NullMarked
package io.anabranch.states.reader;

import org.jspecify.annotations.NullMarked;
