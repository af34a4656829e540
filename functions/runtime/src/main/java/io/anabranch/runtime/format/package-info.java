/**
 * Records out of objects, and records into objects.
 *
 * <p>In: a format's description, a {@link io.anabranch.runtime.format.Split} of a pinned object. Out: records, pushed into a
 * {@link io.anabranch.runtime.format.RecordSink}; and the other way round, records in and bytes out.
 *
 * <p>What must hold: a split owns every record that starts in it, whatever the records' lengths, so that n splits of an
 * object give exactly what one gives, in the same order. What cannot be read is an error that names object, offset and text,
 * never a guess.
 */
@NullMarked
package io.anabranch.runtime.format;

import org.jspecify.annotations.NullMarked;
