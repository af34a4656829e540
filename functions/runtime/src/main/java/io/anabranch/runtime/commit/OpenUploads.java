package io.anabranch.runtime.commit;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;

/** Ends multipart uploads, one way or the other, however often it is asked to. */
final class OpenUploads {
    private final ObjectStore store;

    OpenUploads(ObjectStore store) {
        this.store = store;
    }

    /**
     * Makes the object visible. An upload that was completed before is found to be, by the object that it became.
     *
     * @param replace whether an object in its place is replaced
     * @throws InputException if somebody else's object is in its place and may not be replaced
     */
    void complete(MultipartUpload upload, boolean replace) {
        if (store.uploads().complete(upload, replace).isEmpty()) {
            throw new InputException(
                    "Cannot commit " + upload.target()
                            + ": an object that is not of this run has appeared there. Remove it, or choose another"
                            + " output",
                    Where.UNKNOWN);
        }
    }

    /** Removes the parts of an upload, or the object that it has become. */
    void discard(MultipartUpload upload) {
        if (!store.uploads().abort(upload.open())) {
            store.head(upload.target())
                    .filter(object -> store.uploads().became(upload, object))
                    .ifPresent(store::deleteIf);
        }
    }

    void delete(S3Uri uri) {
        store.delete(uri);
    }
}
