package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Form;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Owner;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.Stored;
import java.util.List;
import java.util.Optional;

/**
 * Who may change an output, as docs/formats/commit.md has it: taken before the first visible effect, given back after the last one.
 * Two executions of one run share it.
 */
final class Ownership {
    /** Each try in vain means that another run has got on. */
    private static final int TRIES = 20;

    private final ObjectStore store;
    private final Plan plan;

    Ownership(ObjectStore store, Plan plan) {
        this.store = store;
        this.plan = plan;
    }

    /**
     * Takes an output, from another run only if this one replaces outputs.
     *
     * @throws InputException if another run has it
     */
    void take(OutputKeys output) {
        byte[] own = Form.bytes(Owner.of(plan), output.owner());
        for (int i = 0; i < TRIES; i++) {
            Stored there = store.createIfAbsent(output.owner(), own);
            Owner owner = read(there);
            if (owner.token().equals(plan.token())) {
                return;
            }
            if (!plan.overwrite()) {
                throw new InputException(
                        "Cannot commit to " + output.folder() + ": run "
                                + owner.run().id()
                                + " is committing to it, or was when it died. Take that run up again, replace what it"
                                + " left with --overwrite, or choose another output",
                        Where.UNKNOWN);
            }
            requireNotReplaced(output);
            if (store.replaceIf(there.object(), own).isPresent()) {
                fence(output, owner);
                return;
            }
        }
        throw lost(output);
    }

    /** A run that another has fenced would take the output from it in vain. */
    private void requireNotReplaced(OutputKeys output) {
        store.find(output.manifest())
                .map(there -> Form.read(there.bytes(), Manifest.class, output.manifest()))
                .filter(manifest -> manifest.hasReplaced(plan.token()))
                .ifPresent(manifest -> {
                    throw replaced(output);
                });
    }

    /** Gives an output back, if this run has it. */
    void release(OutputKeys output) {
        store.find(output.owner())
                .filter(there -> read(there).token().equals(plan.token()))
                .ifPresent(there -> store.deleteIf(there.object()));
    }

    static InputException replaced(OutputKeys output) {
        return new InputException(
                "Cannot commit to " + output.folder()
                        + ": another run has replaced what this run had there. Start a new run",
                Where.UNKNOWN);
    }

    static InputException lost(OutputKeys output) {
        return new InputException(
                "Cannot commit to " + output.folder()
                        + ": another run has taken it over in the meantime. Choose another output, or run again",
                Where.UNKNOWN);
    }

    /** Sees to it that the owner before publishes no more, then removes what it has not published. */
    private void fence(OutputKeys output, Owner before) {
        if (publishesNoMore(output, before.token())) {
            Leftovers leftovers = new Leftovers(store, output);
            leftovers.abortUploads(before.token());
            leftovers.deleteFiles(List.of(before.token()));
        }
    }

    /**
     * Fences a run: whatever version of the manifest it has read, it is another one now. Another run than this one does not come back: its
     * files are about to be removed, and if it took the output once more in the meantime, it would lose them.
     *
     * @return false if that run has published: then its output is one like any other
     */
    boolean publishesNoMore(OutputKeys output, String token) {
        S3Uri uri = output.manifest();
        for (int i = 0; i < TRIES; i++) {
            Optional<Stored> there = store.find(uri);
            if (there.isEmpty()) {
                byte[] pending = Form.bytes(fenced(Manifest.pending(plan), token), uri);
                if (store.createIfAbsent(uri, pending).holds(pending)) {
                    return true;
                }
                continue;
            }
            Manifest manifest = Form.read(there.get().bytes(), Manifest.class, uri);
            if (manifest.isOutputOf(token)) {
                return false;
            }
            Optional<ObjectRef> fenced =
                    store.replaceIf(there.get().object(), Form.bytes(fenced(manifest, token), uri));
            if (fenced.isPresent()) {
                return true;
            }
        }
        throw lost(output);
    }

    private Manifest fenced(Manifest manifest, String token) {
        return token.equals(plan.token()) ? manifest.fenced() : manifest.without(token);
    }

    private static Owner read(Stored there) {
        return Form.read(there.bytes(), Owner.class, there.object().uri());
    }
}
