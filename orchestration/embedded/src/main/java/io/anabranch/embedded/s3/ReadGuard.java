package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.Inode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a file was written to while it was read. Asked after each read and before its bytes are handed on: a write has changed the
 * file's times before the bytes of it can be read.
 */
final class ReadGuard {
    /** Of what nobody writes to. */
    static final ReadGuard NONE = new ReadGuard(null, null);

    private final @Nullable Path file;
    private final @Nullable FileVersion version;

    ReadGuard(@Nullable Path file, @Nullable FileVersion version) {
        this.file = file;
        this.version = version;
    }

    boolean isNeeded() {
        return file != null;
    }

    /** @throws IOException if another version of the file is there now */
    void check() throws IOException {
        if (file != null && version != null && !isStillThere(file, version)) {
            throw new IOException("The file " + file + " was written to while it was read");
        }
    }

    private static boolean isStillThere(Path file, FileVersion version) throws IOException {
        try {
            FileVersion now = FileVersion.ofAnybodys(Inode.of(file));
            return now.equals(version) || now.asAlias().equals(version);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
