/**
 * S3 over the file system, behind the SDK's {@code S3Client}.
 *
 * <p>In: requests of the SDK, and a mapping of buckets to folders. Out: the SDK's responses and exceptions. What must hold: an
 * object is visible whole or not at all, whenever the process dies; of racing conditional writes exactly one wins, between
 * threads and between processes; a version read under {@code If-Match} is the version that was named; an ordinary key is an
 * ordinary file below its bucket's folder. What is ours (uploads in progress, metadata, keys that cannot be files) lives in the
 * folder {@code .anabranch-s3}, which listings never show.
 */
@NullMarked
package io.anabranch.embedded.s3;

import org.jspecify.annotations.NullMarked;
