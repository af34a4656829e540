package io.anabranch.runtime.format;

import io.anabranch.runtime.format.compression.FileForm;
import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the bytes of splits. Safe for several threads; what it opens is not. */
public final class SplitInputs {
    private final S3Client s3;

    public SplitInputs(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Opens a split of an object that holds text, of which the reader sees one byte more, the one before it: it tells whether a line starts at the
     * split's start. What the object's first bytes say about it is heeded.
     *
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, boolean retained) {
        return SplitInput.open(s3, split, 1, retained, true, false);
    }

    /**
     * Opens a split of an object that holds whatever its format says; nothing is requested yet.
     *
     * @param bytesBefore bytes before the split that its reader has to see, fewer at the start of the object
     * @param retained whether records keep slices of what is read
     */
    public SplitInput open(Split split, int bytesBefore, boolean retained) {
        return SplitInput.open(s3, split, bytesBefore, retained, false, false);
    }

    /** Opens the first bytes of an object that holds text. It can be read on, but more than these are not expected to be asked for. */
    public SplitInput openHead(ObjectRef object, int bytes) {
        Split head = new Split(object, 0, Math.min(object.size(), bytes));
        return SplitInput.open(s3, head, 0, false, true, true);
    }

    /** What an object's first bytes say that it is; null if it may be text. */
    @Nullable
    FileForm form(ObjectRef object) {
        try (ObjectInput input = new ObjectInput(s3, object, 0, FileForm.HEAD_BYTES)) {
            byte[] head = input.readNBytes(FileForm.HEAD_BYTES);
            return FileForm.byHead(head, head.length);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + object.uri(), e);
        }
    }
}
