package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;
import java.util.List;

/**
 * A read of the flow, as it was planned.
 *
 * @param read index of the read in the flow
 * @param name the step
 * @param uris where its objects are
 * @param objects objects listed
 * @param bytes their sizes together
 * @param splitting how its objects are cut, in words
 */
public record PlannedRead(
        int read, String name, List<S3Uri> uris, String format, long objects, long bytes, String splitting) {
    public PlannedRead {
        uris = List.copyOf(uris);
    }
}
