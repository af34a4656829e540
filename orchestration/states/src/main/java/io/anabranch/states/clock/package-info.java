/**
 * Time and turns: where executions get the hour, their timers and the threads they run on, real or virtual.
 *
 * <p>An execution is one logical thread, an {@link io.anabranch.states.clock.EventLoop}: what is posted to it runs one task
 * at a time, so that nothing above holds a lock. Under a {@link io.anabranch.states.clock.VirtualScheduler} there is one
 * thread for all of them, time jumps to the next timer, and the same seed gives the same history.
 */
@NullMarked
package io.anabranch.states.clock;

import org.jspecify.annotations.NullMarked;
