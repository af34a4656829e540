/**
 * TestState: one state, run by itself, with a mocked result where it would call something.
 *
 * <p>In goes the request of the API as JSON, out comes its answer: status, output, error, next state, and what became of
 * the input on the way ({@code inspectionData}). A request that AWS would refuse is an
 * {@link io.anabranch.states.teststate.InvalidRequest} with AWS's error code and message. Nothing is kept between tests.
 */
@NullMarked
package io.anabranch.states.teststate;

import org.jspecify.annotations.NullMarked;
