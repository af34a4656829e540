package io.anabranch.runtime.plan;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Outputs of runs among the input: they are what their manifests name, and nothing while they have none. */
final class OutputsRead {
    private final RunObjects objects;

    OutputsRead(ObjectStore store) {
        this.objects = new RunObjects(store);
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
     * @throws InputException if there are parts of a run without a manifest
     */
    List<ObjectRef> committed(List<ObjectRef> listed) {
        Map<S3Uri, Set<String>> named = new java.util.TreeMap<>(java.util.Comparator.comparing(S3Uri::toString));
        List<ObjectRef> committed = new ArrayList<>();
        for (ObjectRef object : listed) {
            String key = object.uri().key();
            int slash = key.lastIndexOf('/') + 1;
            String name = key.substring(slash);
            if (OutputKeys.token(name).isEmpty()) {
                committed.add(object);
                continue;
            }
            S3Uri folder = new S3Uri(object.uri().bucket(), key.substring(0, slash));
            if (named.computeIfAbsent(folder, this::names).contains(name)) {
                committed.add(object);
            }
        }
        return committed;
    }

    private Set<String> names(S3Uri folder) {
        Manifest manifest = objects.find(new OutputKeys(folder).manifest(), Manifest.class)
                .filter(there -> !there.pending())
                .orElseThrow(() -> new InputException(
                        "Cannot read " + folder + ": it holds parts of a run that has not been committed. Wait for the"
                                + " run, take it up again, or remove the parts",
                        Where.UNKNOWN));
        return manifest.parts().stream()
                .map(Manifest.CommittedPart::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
