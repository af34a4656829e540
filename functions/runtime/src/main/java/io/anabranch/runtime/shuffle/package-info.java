/**
 * The shuffle: how records get from the tasks of one stage to the tasks of the next.
 *
 * <p>In go records of (group key, extra sort bytes, value), all serialised. A task writes one {@link
 * io.anabranch.runtime.shuffle.PackedObject packed object} per channel, sorted and compressed, whoever the reducers will
 * be; {@link io.anabranch.runtime.shuffle.ShuffleLayout} cuts the key space by the sizes that are really there; {@link
 * io.anabranch.runtime.shuffle.MergeReader} brings out one sorted stream per reducer.
 *
 * <p>What must hold: a group is never divided between reducers; every record written is read exactly once; records with equal
 * keys keep the order of their tasks and, inside a task, of their arrival, however the input was split; memory stays within
 * the budget given; a byte that changed on the way is an error, never a record.
 */
@NullMarked
package io.anabranch.runtime.shuffle;

import org.jspecify.annotations.NullMarked;
