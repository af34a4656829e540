package io.anabranch.runtime.plan;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outputs of runs among the input: they are what their manifests name, and nothing while they have none. */
final class OutputsRead {
    private final RunObjects objects;
    private final Parallel parallel;

    OutputsRead(ObjectStore store, Parallel parallel) {
        this.objects = new RunObjects(store);
        this.parallel = parallel;
    }

    /**
     * Leaves out what a run has written itself: where it writes below what it reads, its output is no input of it.
     *
     * @param plan of the run
     */
    static List<ObjectRef> ofOthers(List<ObjectRef> listed, Plan plan) {
        List<S3Uri> folders = plan.writes().stream()
                .map(write -> new OutputKeys(write.uri()).folder())
                .toList();
        return listed.stream()
                .filter(object -> folders.stream().noneMatch(folder -> isOf(object.uri(), folder, plan.token())))
                .toList();
    }

    private static boolean isOf(S3Uri uri, S3Uri folder, String token) {
        return uri.bucket().equals(folder.bucket())
                && uri.key().startsWith(folder.key())
                && OutputKeys.token(uri.key().substring(folder.key().length()))
                        .filter(token::equals)
                        .isPresent();
    }

    /**
     * Leaves out files that runs have left in an output and that its manifest does not name.
     *
     * @throws InputException if there are parts of a run without a manifest, or parts that are not those that the manifest names
     */
    List<ObjectRef> committed(List<ObjectRef> listed) {
        Map<S3Uri, Map<String, CommittedPart>> named = new TreeMap<>(Comparator.comparing(S3Uri::toString));
        List<ObjectRef> committed = new ArrayList<>();
        List<Named> parts = new ArrayList<>();
        for (ObjectRef object : listed) {
            String key = object.uri().key();
            int slash = key.lastIndexOf('/') + 1;
            String name = key.substring(slash);
            if (OutputKeys.token(name).isEmpty()) {
                committed.add(object);
                continue;
            }
            S3Uri folder = new S3Uri(object.uri().bucket(), key.substring(0, slash));
            CommittedPart part = named.computeIfAbsent(folder, this::parts).remove(name);
            if (part != null) {
                committed.add(object);
                parts.add(new Named(object, part));
            }
        }
        parallel.map(parts.size(), i -> requireSame(parts.get(i)));
        named.forEach((folder, left) -> left.keySet().forEach(name -> requireThere(folder.resolve(name))));
        return committed;
    }

    /** An object that was listed, and what the manifest says about it. */
    private record Named(ObjectRef object, CommittedPart part) {}

    private Map<String, CommittedPart> parts(S3Uri folder) {
        Manifest manifest = objects.find(new OutputKeys(folder).manifest(), Manifest.class)
                .filter(there -> !there.pending())
                .orElseThrow(() -> new InputException(
                        "Cannot read " + folder + ": it holds parts of a run that has not been committed. Wait for the"
                                + " run, take it up again, or remove the parts",
                        Where.UNKNOWN));
        Map<String, CommittedPart> parts = new TreeMap<>();
        manifest.parts().forEach(part -> parts.put(part.name(), part));
        return parts;
    }

    /** A copy of an output has other ETags: then its bytes tell. */
    private boolean requireSame(Named part) {
        ObjectRef object = part.object();
        CommittedPart said = part.part();
        if (object.size() != said.bytes()
                || !(object.etag().equals(said.etag())
                        || objects.store().crc32c(object).equals(said.crc32c()))) {
            throw other(object.uri(), "it is not the one that the manifest of its folder names");
        }
        return true;
    }

    /** What was not asked for may be there; what is gone makes the output a part of itself. */
    private void requireThere(S3Uri part) {
        if (objects.store().head(part).isEmpty()) {
            throw other(part, "the manifest of its folder names it, and it is not there");
        }
    }

    private static InputException other(S3Uri part, String why) {
        return new InputException(
                "Cannot read " + part + ": " + why + ". Put it back, or run again what has written it", Where.UNKNOWN);
    }
}
