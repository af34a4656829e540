/**
 * Formats of users' own, bound to what the runtime asks of a format.
 *
 * <p>In: a {@link io.anabranch.format.LineFormat} or {@link io.anabranch.format.StreamFormat}. Out: a {@link
 * io.anabranch.runtime.format.RecordFormat} like any other.
 *
 * <p>What must hold: whatever the user's code does, no byte of a split stays unread and no record is read that begins in another one; where it does
 * not keep to its contract, the task fails and names the format.
 */
@NullMarked
package io.anabranch.runtime.format.own;

import org.jspecify.annotations.NullMarked;
