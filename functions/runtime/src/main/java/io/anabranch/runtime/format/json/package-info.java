/**
 * JSON lines: an object on each line becomes a record, and the other way round.
 *
 * <p>What must hold: a property is read or refused by name, never passed over because its value is of another kind.
 */
@NullMarked
package io.anabranch.runtime.format.json;

import org.jspecify.annotations.NullMarked;
