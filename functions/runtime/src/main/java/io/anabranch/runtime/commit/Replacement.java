package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes room for an output that replaces another.
 *
 * <p>S3 cannot swap many objects at once. So that a mixture of two runs is never an output: first the list of what is to go is
 * written, then the old manifest is removed, then the old parts; then the new parts are completed, and at last the new
 * manifest is written. In between there is no manifest, so there is no output.
 */
final class Replacement {
    private final RunObjects objects;
    private final OpenUploads uploads;
    private final Parallel parallel;

    Replacement(RunObjects objects, OpenUploads uploads, Parallel parallel) {
        this.objects = objects;
        this.uploads = uploads;
        this.parallel = parallel;
    }

    /** Removes what earlier runs left in the place of {@code output}, but for the parts that are completed over. */
    void makeRoom(PendingOutput output, String run) {
        S3Uri manifest = output.keys().manifest();
        Optional<Manifest> old = objects.find(manifest, Manifest.class);
        Optional<Replacing> interrupted = objects.find(output.keys().replacing(), Replacing.class);
        if (old.isEmpty() && interrupted.isEmpty()) {
            return;
        }
        Set<String> keys = new TreeSet<>();
        interrupted.ifPresent(replacing -> keys.addAll(replacing.keys()));
        old.ifPresent(earlier -> {
            keys.addAll(keys(earlier.parts()));
            keys.addAll(keys(earlier.deadLetters()));
            objects.put(
                    output.keys().replacing(), RunJson.bytes(new Replacing(Replacing.VERSION, run, List.copyOf(keys))));
            uploads.delete(manifest);
        });
        Set<String> own = output.all().stream()
                .map(PartFile::upload)
                .map(upload -> upload.target().key())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> going = new ArrayList<>(keys);
        going.removeAll(own);
        parallel.map(going.size(), i -> {
            uploads.delete(new S3Uri(manifest.bucket(), going.get(i)));
            return true;
        });
    }

    /** The new manifest is there. */
    void done(PendingOutput output) {
        if (objects.find(output.keys().replacing()).isPresent()) {
            uploads.delete(output.keys().replacing());
        }
    }

    private static List<String> keys(Collection<CommittedPart> parts) {
        return parts.stream().map(CommittedPart::key).toList();
    }
}
