package io.anabranch.runtime.task;

import io.anabranch.Utf8;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.DeadLetters;
import io.anabranch.runtime.storage.MultipartSink;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;

/** Where refused records go, as long as the budget lasts. The budget is the run's; no single task may exceed it either. */
final class DeadLetterBox implements AutoCloseable {
    private final long budget;
    private final MultipartSink upload;
    private final DeadLetters letters;

    DeadLetterBox(ObjectStore store, S3Uri target, long budget) {
        this.budget = budget;
        this.upload = new MultipartSink(store, target);
        this.letters = new DeadLetters(upload);
    }

    /** A record that its format refuses. */
    void refused(BadRecord bad) {
        if (budget == 0) {
            throw bad.toException();
        }
        makeRoom(bad.object(), bad.offset(), bad.problem());
        letters.add(bad);
    }

    /** A record that the user's code refuses. */
    void refused(String object, long offset, Utf8 record, AnabranchException failure) {
        if (budget == 0) {
            throw failure;
        }
        makeRoom(object, offset, failure.problem());
        letters.add(object, offset, record, failure.problem());
    }

    private void makeRoom(String object, long offset, String problem) {
        if (letters.letters() >= budget) {
            throw new LimitException(
                    "Cannot refuse one more record: the budget of " + budget + " dead letters is used up; this one: "
                            + problem + ". Mend the input or the code, or allow more",
                    Where.at(object, offset));
        }
    }

    long count() {
        return letters.letters();
    }

    Optional<MultipartUpload> finish() {
        letters.finish();
        return upload.finish();
    }

    void abandon() {
        upload.abort();
    }

    @Override
    public void close() {
        letters.close();
        upload.close();
    }
}
