package io.anabranch.runtime.run;

import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.S3Uri;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the segment lists of many tasks one behind the other into one object: one PUT, and one ranged GET per task. */
public final class SegmentsFile implements AutoCloseable {
    private final RunObjects objects;
    private final S3Uri uri;
    private final Path file;
    private final OutputStream out;
    private long length;

    public SegmentsFile(RunObjects objects, S3Uri uri) {
        this.objects = objects;
        this.uri = uri;
        try {
            file = Files.createTempFile("anabranch-", ".json");
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        } catch (IOException e) {
            throw RunObjects.localFileFailed(uri, e);
        }
    }

    /** Appends one task's list; returns where it is going to be. */
    public SegmentsRef add(List<Segment> segments) {
        byte[] json = RunJson.bytes(segments);
        try {
            out.write(json);
        } catch (IOException e) {
            throw RunObjects.localFileFailed(uri, e);
        }
        SegmentsRef ref = new SegmentsRef(uri.bucket(), uri.key(), length, json.length, MultipartUpload.crc32c(json));
        length += json.length;
        return ref;
    }

    /** Uploads what was added. The same lists may be there already, from a barrier that was interrupted. */
    public void upload() {
        try {
            out.close();
        } catch (IOException e) {
            throw RunObjects.localFileFailed(uri, e);
        }
        objects.createSame(uri, file);
    }

    /**
     * Reads one task's list.
     *
     * @throws io.anabranch.error.InputException if it is not what the task was planned with
     */
    public static List<Segment> read(RunObjects objects, SegmentsRef ref) {
        byte[] json = objects.store().get(ref.uri(), ref.offset(), ref.length());
        if (!MultipartUpload.crc32c(json).equals(ref.crc32c())) {
            throw Form.damaged(
                    ref.uri(),
                    "bytes " + ref.offset() + " to " + (ref.offset() + ref.length())
                            + " are not what the task was planned with");
        }
        return List.of(RunJson.read(json, Segment[].class, ref.uri().toString()));
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // A file in the temporary folder; the environment goes away with it.
        }
    }
}
