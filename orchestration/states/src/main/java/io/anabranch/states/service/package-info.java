/**
 * Step Functions' API over the engine: what a client of the service can ask for, in plain records.
 *
 * <p>{@link io.anabranch.states.service.StatesService} holds state machines, activities, executions and map runs in memory
 * and answers as AWS does: the same idempotence, the same limits, and a
 * {@link io.anabranch.states.service.ServiceException} with AWS's error code where AWS refuses. A facade behind
 * {@code SfnClient} only translates types.
 */
@NullMarked
package io.anabranch.states.service;

import org.jspecify.annotations.NullMarked;
