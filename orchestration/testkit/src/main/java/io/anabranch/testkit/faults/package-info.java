/**
 * Faults on purpose, for tests: a client that passes calls on, and on the way delays, refuses, repeats or forgets them.
 *
 * <p>In: any {@code S3Client} and a plan of which call suffers what. Out: the answers of the client behind it, or the SDK's own
 * exceptions as the network and the service would cause them. What must hold: a plan decides by the call alone, so that a run with
 * the same calls has the same faults; every call is on record, whatever became of it.
 */
@NullMarked
package io.anabranch.testkit.faults;

import org.jspecify.annotations.NullMarked;
