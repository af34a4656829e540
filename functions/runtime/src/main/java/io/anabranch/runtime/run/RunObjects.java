package io.anabranch.runtime.run;

import io.anabranch.error.GoneException;
import io.anabranch.error.InputException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.Content;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Small objects of a run, each written at most once: the first writer wins. */
public final class RunObjects {
    private final ObjectStore store;

    public RunObjects(ObjectStore store) {
        this.store = store;
    }

    public ObjectStore store() {
        return store;
    }

    /**
     * Writes a local file unless the object exists.
     *
     * @throws InputException if there is one that is not the same: whoever writes here writes what follows from the plan and the receipts
     */
    public void createSame(S3Uri uri, Path file) {
        if (!store.createIfAbsent(uri, Content.json(file))) {
            throw another(uri);
        }
    }

    /**
     * Writes a record unless the object exists, and returns it.
     *
     * @throws InputException if there is one that is not the same, or is damaged
     */
    public <T> T createSame(S3Uri uri, T record) {
        byte[] json = Form.bytes(record, uri);
        Stored there = store.createIfAbsent(uri, json);
        if (!there.holds(json)) {
            Form.read(there.bytes(), record.getClass(), uri);
            throw another(uri);
        }
        return record;
    }

    private static InputException another(S3Uri uri) {
        return Form.misplaced(uri, "it is not what this run writes there");
    }

    /** What is written to {@code uri} through a local file finds no room, most often. */
    static LimitException localFileFailed(S3Uri uri, IOException e) {
        return new LimitException(
                "Cannot write " + uri + " through a local file: " + e.getMessage()
                        + ". Give the function more ephemeral storage",
                Where.UNKNOWN,
                e);
    }

    /** Writes a record, whatever is there. */
    public void put(S3Uri uri, Object record) {
        store.put(uri, Content.json(Form.bytes(record, uri)));
    }

    /** The bytes of an object, or nothing if there is none. */
    public Optional<byte[]> find(S3Uri uri) {
        return store.find(uri).map(Stored::bytes);
    }

    /** Reads an object that a run must have. */
    public byte[] get(S3Uri uri) {
        return find(uri).orElseThrow(() -> missing(uri));
    }

    /** Reads a record, or nothing if there is no such object. */
    public <T> Optional<T> find(S3Uri uri, Class<T> type) {
        return find(uri).map(json -> Form.read(json, type, uri));
    }

    /** Reads a record that a run must have. */
    public <T> T get(S3Uri uri, Class<T> type) {
        return Form.read(get(uri), type, uri);
    }

    /** Writes a record unless there is one, and returns the one that is there then. */
    public <T> T create(S3Uri uri, T record, Class<T> type) {
        byte[] json = Form.bytes(record, uri);
        Stored there = store.createIfAbsent(uri, json);
        return there.holds(json) ? record : Form.read(there.bytes(), type, uri);
    }

    static GoneException missing(S3Uri uri) {
        return new GoneException(
                "Cannot read " + uri + ": it is not there, though the run has written it. Was the work folder emptied?",
                "GetObject",
                uri.toString(),
                Where.UNKNOWN,
                null);
    }
}
