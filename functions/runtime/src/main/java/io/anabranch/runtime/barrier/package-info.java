/**
 * Between two stages: checks that nothing was lost or counted twice, and decides what comes next.
 *
 * <p>In: the plan, the tasks of the stage, their receipts. Out: the next step and its tasks. What must hold: every task has a
 * receipt, bytes read are the bytes listed, records in are records out, dropped or refused; otherwise the run fails with the
 * numbers.
 */
@NullMarked
package io.anabranch.runtime.barrier;

import org.jspecify.annotations.NullMarked;
