/**
 * A task of any stage, from its descriptor to its receipt.
 *
 * <p>In goes a {@link io.anabranch.runtime.run.Task}; out comes the {@link io.anabranch.runtime.run.Receipt} of the attempt
 * that won. The steps of a stage are fused: one record is pushed through links, each of which holds the next, and nothing is kept
 * between records but counts, and some records that are looked up together. The user's functions are called through {@link io.anabranch.runtime.task.UserCode}, and nowhere else.
 *
 * <p>What must hold: records balance, {@code read + expanded = deadLettered + filtered + combined + written}; an attempt that fails or
 * loses leaves no upload behind, unless nobody knows whether its receipt was written; a refused record leaves nothing but its dead letter;
 * an error says stage, task, attempt, object and offset as far as they are known.
 */
@NullMarked
package io.anabranch.runtime.task;

import org.jspecify.annotations.NullMarked;
