package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;

/** One output of a committed run, as the execution tells it. */
public record CommittedOutput(String uri, String manifest, long parts, long records, long bytes, long refused) {
    static CommittedOutput of(OutputKeys keys, Manifest manifest) {
        return new CommittedOutput(
                keys.folder().toString(),
                keys.manifest().toString(),
                manifest.parts().size(),
                manifest.totals().records(),
                manifest.totals().bytes(),
                manifest.totals().refused());
    }
}
