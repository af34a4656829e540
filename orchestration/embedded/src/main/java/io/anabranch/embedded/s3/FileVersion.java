package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.Inode;
import io.anabranch.embedded.files.WriteClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What tells one content of a file from the next without reading it: size, time of modification in nanoseconds, inode (0 where the file
 * system has none), and for files that others may rewrite the time of change (else 0): that of modification can be set back.
 *
 * @param mark {@link #NO_MARK}; {@link #ALIAS} for a file that is reached through a symbolic link; else why it is none that can be read
 */
record FileVersion(long size, long modifiedNanos, long inode, long changedNanos, String mark) implements Version {
    static final String NO_MARK = "";
    static final String ALIAS = "-link";

    private static final String UNREADABLE = "unreadable-";

    /** The version of a file that only we write. */
    static FileVersion ofOurs(Inode inode) {
        return new FileVersion(inode.size(), inode.modifiedNanos(), inode.number(), 0, NO_MARK);
    }

    /** The version of a file that anybody may write. */
    static FileVersion ofAnybodys(Inode inode) {
        return new FileVersion(inode.size(), inode.modifiedNanos(), inode.number(), inode.changedNanos(), NO_MARK);
    }

    /** Stands in a listing for what is there and is no file that can be read. */
    static FileVersion unreadable(String why) {
        return new FileVersion(0, 0, 0, 0, UNREADABLE + why);
    }

    boolean isUnreadable() {
        return mark.startsWith(UNREADABLE);
    }

    /** The same content, as it is seen at the file's own path. */
    FileVersion unmarked() {
        return new FileVersion(size, modifiedNanos, inode, changedNanos, NO_MARK);
    }

    /** The same file, of which nobody can say yet that a further change would show. */
    FileVersion asChanging() {
        return new FileVersion(size, modifiedNanos, inode, changedNanos, UNREADABLE + "changing");
    }

    FileVersion asAlias() {
        return new FileVersion(size, modifiedNanos, inode, changedNanos, ALIAS);
    }

    /** Gives a file a time of modification that no file had before it, so that an ETag never comes back. */
    static FileVersion stamp(Path path, WriteClock clock) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(clock.next(), TimeUnit.NANOSECONDS));
        return ofOurs(Inode.of(path));
    }

    @Override
    public String etag() {
        if (isUnreadable()) {
            return "\"" + mark + "\"";
        }
        return String.format(
                "\"%016x%016x%s\"",
                modifiedNanos, mix(inode * 31 + 17) ^ size ^ (changedNanos == 0 ? 0 : mix(changedNanos)), mark);
    }

    @Override
    public Instant lastModified() {
        return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(modifiedNanos));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
