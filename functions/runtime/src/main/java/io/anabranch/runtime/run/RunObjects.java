package io.anabranch.runtime.run;

import io.anabranch.error.GoneException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.Content;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.Stored;
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

    /** Writes a local file unless the object exists; returns whether the object is this. */
    public boolean putIfAbsent(S3Uri uri, Path file) {
        return store.createIfAbsent(uri, Content.json(file));
    }

    /** Writes {@code json}, whatever is there. */
    public void put(S3Uri uri, byte[] json) {
        store.put(uri, Content.json(json));
    }

    /** The bytes of an object, or nothing if there is none. */
    public Optional<byte[]> find(S3Uri uri) {
        return store.find(uri).map(Stored::bytes);
    }

    /** Reads an object that a run must have. */
    public byte[] get(S3Uri uri) {
        return find(uri).orElseThrow(() -> missing(uri));
    }

    /** Reads {@code length} bytes from {@code offset} on. */
    public byte[] get(S3Uri uri, long offset, long length) {
        return store.get(uri, offset, length);
    }

    /** Reads a record, or nothing if there is no such object. */
    public <T> Optional<T> find(S3Uri uri, Class<T> type) {
        return find(uri).map(json -> RunJson.read(json, type, uri.toString()));
    }

    /** Reads a record that a run must have. */
    public <T> T get(S3Uri uri, Class<T> type) {
        return RunJson.read(get(uri), type, uri.toString());
    }

    /** Writes a record unless there is one, and returns the one that is there then. */
    public <T> T create(S3Uri uri, T record, Class<T> type) {
        byte[] json = RunJson.bytes(record);
        Stored there = store.createIfAbsent(uri, json);
        return there.holds(json) ? record : RunJson.read(there.bytes(), type, uri.toString());
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
