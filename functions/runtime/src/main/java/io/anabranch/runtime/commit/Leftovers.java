package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.OpenUpload;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What runs have left in the folder of an output, told apart by the tokens in its names. Nothing else is ever touched. */
final class Leftovers {
    private final ObjectStore store;
    private final OutputKeys output;

    Leftovers(ObjectStore store, OutputKeys output) {
        this.store = store;
        this.output = output;
    }

    /** The uploads of a run that are not completed. */
    List<OpenUpload> uploads(String token) {
        List<OpenUpload> own = new ArrayList<>();
        for (OpenUpload upload : store.uploads().list(output.folder())) {
            if (token(upload.target()).filter(token::equals).isPresent()) {
                own.add(upload);
            }
        }
        return own;
    }

    /** The tokens of runs that have uploads here. */
    Set<String> uploading() {
        Set<String> tokens = new TreeSet<>();
        store.uploads()
                .list(output.folder())
                .forEach(upload -> token(upload.target()).ifPresent(tokens::add));
        return tokens;
    }

    void abortUploads(String token) {
        uploads(token).forEach(store.uploads()::abort);
    }

    /** The tokens of runs that have files here. */
    Set<String> tokens() {
        Set<String> tokens = new TreeSet<>();
        store.forEach(output.folder(), object -> token(object.uri()).ifPresent(tokens::add));
        return tokens;
    }

    /** Removes the files of runs, each in the version that was listed. */
    void deleteFiles(Collection<String> tokens) {
        List<ObjectRef> own = new ArrayList<>();
        store.forEach(output.folder(), object -> {
            if (token(object.uri()).filter(tokens::contains).isPresent()) {
                own.add(object);
            }
        });
        own.forEach(store::deleteIf);
    }

    private Optional<String> token(S3Uri uri) {
        return OutputKeys.token(output.name(uri));
    }
}
