/**
 * The port through which tasks call services.
 *
 * <p>In goes a {@link io.anabranch.states.integration.TaskCall}; out come, from any thread, the events of that call
 * through a {@link io.anabranch.states.integration.TaskObserver}. The engine knows no service client: whoever embeds it
 * gives it {@link io.anabranch.states.integration.TaskService}s, and an
 * {@link io.anabranch.states.integration.ObjectStore} for the readers and writers of Distributed Maps.
 */
@NullMarked
package io.anabranch.states.integration;

import org.jspecify.annotations.NullMarked;
