package io.anabranch.runtime.plan;

import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.List;

/**
 * What a read of the flow finds.
 *
 * @param uris where it looks, patterns included
 * @param objects what is there, in the order in which it is read
 */
record FoundInput(ReadSource read, List<S3Uri> uris, List<ObjectRef> objects) {
    /** What the plan says of it. */
    String digest() {
        return PlannedRead.digest(objects);
    }
}
