package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.util.List;
import java.util.Optional;

/** The files that a manifest names, against those that are there. */
final class PublishedFiles {
    private final ObjectStore store;
    private final Parallel parallel;

    PublishedFiles(ObjectStore store, Parallel parallel) {
        this.store = store;
        this.parallel = parallel;
    }

    /** The first file that is not in the size and the version that the manifest says, or not there at all. */
    Optional<S3Uri> changed(OutputKeys output, Manifest manifest) {
        List<CommittedPart> files = manifest.files();
        List<Boolean> whole = parallel.map(
                files.size(),
                i -> store.head(output.file(files.get(i).name()))
                        .filter(object -> object.etag().equals(files.get(i).etag())
                                && object.size() == files.get(i).bytes())
                        .isPresent());
        int changed = whole.indexOf(false);
        return changed < 0
                ? Optional.empty()
                : Optional.of(output.file(files.get(changed).name()));
    }
}
