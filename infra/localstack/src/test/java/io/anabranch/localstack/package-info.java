/**
 * The way of an upload on LocalStack: the packaged functions and the unchanged template go in through CloudFormation, an
 * object goes into the input bucket, and what comes out of the output bucket has to be what an embedded run writes.
 *
 * <p>{@code -Danabranch.localstack.endpoint=URL} takes a LocalStack (or another emulator) that runs already; otherwise a
 * container is started, and without a Docker engine the tests fail rather than pass empty.
 */
@NullMarked
package io.anabranch.localstack;

import org.jspecify.annotations.NullMarked;
