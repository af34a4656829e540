package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Claims;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.OpenUpload;
import io.anabranch.runtime.storage.S3Uri;
import java.util.regex.Pattern;

/** Removes uploads of attempts that died without a receipt. */
final class OrphanedUploads {
    /** Keys that runs write, below their output. */
    private static final Pattern OURS = Pattern.compile("part-\\d{5,}\\..*|_anabranch/dead-letters/.*");

    private final ObjectStore store;
    private final Claims claims;

    OrphanedUploads(ObjectStore store, Claims claims) {
        this.store = store;
        this.claims = claims;
    }

    /** Removes all uploads below an output that no other run has claimed. */
    void remove(OutputKeys output) {
        S3Uri folder = output.folder();
        if (claims.isAlone(folder)) {
            for (OpenUpload upload : store.uploads().list(folder)) {
                String key = upload.target().key();
                if (OURS.matcher(key.substring(folder.key().length())).matches()) {
                    store.uploads().abort(upload);
                }
            }
        }
        claims.release(folder);
    }
}
