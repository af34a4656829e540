package io.anabranch.runtime.format;

import io.anabranch.runtime.format.compression.FileForm;
import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Opens the bytes of splits. Safe for several threads; what it opens is not. */
public final class SplitInputs {
    private final ObjectStore store;
    private final Parallel parallel;

    /** One request at a time. */
    public SplitInputs(ObjectStore store) {
        this(store, new Parallel(Runnable::run));
    }

    /** @param parallel for looking at many objects at once */
    public SplitInputs(ObjectStore store, Parallel parallel) {
        this.store = store;
        this.parallel = parallel;
    }

    /**
     * Opens a split of an object that holds text, of which the reader sees one byte more, the one before it: it tells whether a line starts at the
     * split's start. What the object's first bytes say about it is heeded.
     *
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, boolean retained) {
        return SplitInput.open(store, split, 1, retained, true, false);
    }

    /**
     * Opens a split of an object that holds whatever its format says; nothing is requested yet.
     *
     * @param bytesBefore bytes before the split that its reader has to see, fewer at the start of the object
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, int bytesBefore, boolean retained) {
        return SplitInput.open(store, split, bytesBefore, retained, false, false);
    }

    /** Opens the first bytes of an object that holds text. It can be read on, but more than these are not expected to be asked for. */
    public SplitInput openHead(ObjectRef object, int bytes) {
        Split head = new Split(object, 0, Math.min(object.size(), bytes));
        return SplitInput.open(store, head, 0, false, true, true);
    }

    /** What the first bytes of each object say that it is, in the same order; empty where it may be text. */
    List<Optional<FileForm>> forms(List<ObjectRef> objects) {
        return parallel.map(objects.size(), i -> form(objects.get(i)));
    }

    private Optional<FileForm> form(ObjectRef object) {
        try (ObjectInput input = store.open(object, 0, FileForm.HEAD_BYTES)) {
            byte[] head = input.readNBytes(FileForm.HEAD_BYTES);
            return Optional.ofNullable(FileForm.byHead(head, head.length));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + object.uri(), e);
        }
    }
}
