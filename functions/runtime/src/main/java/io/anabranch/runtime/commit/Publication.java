package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Form;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One output on its way to its manifest. Not for several threads. */
final class Publication {
    private final ObjectStore store;
    private final Plan plan;
    private final PendingOutput output;
    private final SortedMap<String, Long> counters;
    private final List<String> etags = new ArrayList<>();
    private final Set<String> replaced = new TreeSet<>();
    private @Nullable Stored predecessor;
    private @Nullable String predecessorToken;
    private @Nullable Manifest published;

    Publication(ObjectStore store, Plan plan, PendingOutput output, SortedMap<String, Long> counters) {
        this.store = store;
        this.plan = plan;
        this.output = output;
        this.counters = counters;
        this.published = findOwn();
    }

    OutputKeys keys() {
        return output.keys();
    }

    String token() {
        return plan.token();
    }

    List<PartFile> files() {
        return output.all();
    }

    Leftovers leftovers() {
        return new Leftovers(store, keys());
    }

    /** Whether this run's manifest was found. */
    boolean isPublished() {
        return published != null;
    }

    /** This run's manifest, which was found or written. */
    Manifest published() {
        return Objects.requireNonNull(published);
    }

    /**
     * Finds what is to be replaced, under ownership: from now on nobody else changes it who has not taken the output over.
     *
     * @throws InputException if it is another run's output and this run replaces none
     */
    void findPredecessor() {
        Optional<Stored> there = find();
        if (there.isEmpty()) {
            return;
        }
        Manifest manifest = read(there.get());
        if (manifest.isOutputOf(token())) {
            published = manifest;
        } else if (manifest.hasReplaced(token())) {
            // Whoever has replaced it may still be removing its files: published once more, it would lose them.
            throw Ownership.replaced(keys());
        } else if (!manifest.pending() && !plan.overwrite()) {
            throw taken(manifest.run());
        }
        predecessor = there.get();
        predecessorToken = manifest.pending() ? null : manifest.token();
        replaced.clear();
        replaced.addAll(manifest.origin().replaced());
        if (!replaced.isEmpty()) {
            // Who has nothing there any more cannot come back, and is forgotten.
            replaced.retainAll(leftovers().uploading());
        }
        if (!manifest.pending()) {
            // Also if it has no files: an empty output does not come back either.
            replaced.add(manifest.token());
        }
    }

    /** Token of the output that is to be replaced, if there is one. */
    Optional<String> predecessor() {
        return Optional.ofNullable(predecessorToken);
    }

    /** Where the output is. */
    String folder() {
        return keys().folder().toString();
    }

    /** Finds whose files are in the way, of the output that is replaced and of runs that died: nobody will publish them any more. */
    void findReplaced() {
        replaced.addAll(leftovers().tokens());
        replaced.remove(plan.token());
    }

    /** The objects that {@link #files} have become, in their order. */
    void completed(List<ObjectRef> objects) {
        objects.forEach(object -> etags.add(object.etag()));
    }

    /** Step 5. */
    void publish(long nowMillis) {
        if (published != null) {
            return;
        }
        Manifest manifest = manifest(nowMillis);
        byte[] json = Form.bytes(manifest, keys().manifest());
        boolean written = predecessor == null
                ? store.createIfAbsent(keys().manifest(), json).holds(json)
                : store.replaceIf(predecessor.object(), json).isPresent();
        if (written) {
            published = manifest;
            return;
        }
        published = findOwn();
        if (published == null) {
            // Nobody will publish these any more: whoever was faster has fenced this run.
            leftovers().deleteFiles(List.of(token()));
            throw Ownership.lost(keys());
        }
    }

    /** Removes the files of what was replaced. */
    void removeReplaced() {
        Manifest own = published;
        if (own != null && !own.origin().replaced().isEmpty()) {
            leftovers().deleteFiles(own.origin().replaced());
        }
    }

    /** Removes uploads that nobody needs. */
    void abortUploads() {
        leftovers().abortUploads(token());
    }

    /** What is told of it, once it is published. */
    CommittedOutput summary() {
        return CommittedOutput.of(keys(), published());
    }

    private Manifest manifest(long nowMillis) {
        List<CommittedPart> files = new ArrayList<>();
        List<PartFile> all = output.all();
        for (int i = 0; i < all.size(); i++) {
            PartFile file = all.get(i);
            files.add(new CommittedPart(
                    keys().name(file.upload().target()),
                    file.upload().bytes(),
                    file.records(),
                    etags.get(i),
                    file.upload().crc32c()));
        }
        int parts = output.parts().size();
        return new Manifest(
                new Manifest.Origin(plan.run().id(), plan.token(), plan.program(), List.copyOf(replaced), nowMillis),
                0,
                false,
                files.subList(0, parts),
                files.subList(parts, files.size()),
                new Manifest.Sums(output.records(), output.bytes(), output.refused()),
                new TreeMap<>(counters));
    }

    private Optional<Stored> find() {
        return store.find(keys().manifest());
    }

    private Manifest read(Stored there) {
        return Form.read(there.bytes(), Manifest.class, keys().manifest());
    }

    private @Nullable Manifest findOwn() {
        return find().map(this::read)
                .filter(manifest -> manifest.isOutputOf(token()))
                .orElse(null);
    }

    private InputException taken(String run) {
        return new InputException(
                "Cannot commit to " + keys().folder() + ": it has become the output of run " + run
                        + " in the meantime. Choose another output, or use --overwrite",
                Where.UNKNOWN);
    }
}
