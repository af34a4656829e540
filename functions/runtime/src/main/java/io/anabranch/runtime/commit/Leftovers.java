package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.OpenUpload;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;

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
            if (isOf(upload.target(), token)) {
                own.add(upload);
            }
        }
        return own;
    }

    void abortUploads(String token) {
        uploads(token).forEach(store.uploads()::abort);
    }

    /** Removes the files of a run, each in the version that was listed. */
    void deleteFiles(String token) {
        List<ObjectRef> own = new ArrayList<>();
        store.forEach(output.folder(), object -> {
            if (isOf(object.uri(), token)) {
                own.add(object);
            }
        });
        own.forEach(store::deleteIf);
    }

    private boolean isOf(S3Uri uri, String token) {
        return OutputKeys.token(output.name(uri)).filter(token::equals).isPresent();
    }
}
