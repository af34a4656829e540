/**
 * Lambda in one process or on one machine, behind the SDK's {@code LambdaClient}.
 *
 * <p>In: functions with their memory, timeout and environment variables, and invocations. Out: the SDK's responses and exceptions; a
 * failing function answers with {@code FunctionError} and Lambda's own words. An executor starts execution environments: threads with
 * the real handlers, or a JVM each with AWS's runtime interface client. What must hold: an environment runs one invocation at a time
 * and is used again only after it has answered; a timeout or a death ends it; closing the client leaves no environment behind.
 */
@NullMarked
package io.anabranch.embedded.lambda;

import org.jspecify.annotations.NullMarked;
