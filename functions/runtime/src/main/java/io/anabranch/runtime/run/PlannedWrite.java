package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;

/**
 * A write of the flow.
 *
 * @param write index of the write in the flow
 * @param uri where its parts appear
 */
public record PlannedWrite(int write, S3Uri uri) {}
