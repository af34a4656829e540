package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from the next without reading it: size, time of modification in nanoseconds, and inode (0 where
 * the file system has none).
 */
record FileVersion(long size, long modifiedNanos, long inode) implements Version {

    static FileVersion of(BasicFileAttributes attributes) {
        return new FileVersion(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), inode(attributes.fileKey()));
    }

    /** The attributes of a path, links followed; empty when nothing is there. */
    static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // A part of the path is a file ("Not a directory"): then nothing is there either.
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The version of a regular file; empty when there is none. */
    static Optional<FileVersion> ofFile(Path path) throws IOException {
        return attributes(path).filter(BasicFileAttributes::isRegularFile).map(FileVersion::of);
    }

    /** Gives a file a time of modification that no file had before it, so that an ETag never comes back. */
    static FileVersion stamp(Path path, WriteClock clock) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(clock.next(), TimeUnit.NANOSECONDS));
        return of(Files.readAttributes(path, BasicFileAttributes.class));
    }

    @Override
    public String etag() {
        return String.format("\"%016x%016x\"", modifiedNanos, mix(inode * 31 + 17) ^ size);
    }

    @Override
    public Instant lastModified() {
        return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(modifiedNanos));
    }

    /** On Unix a file key prints as {@code (dev=fe01,ino=123)}; the device may change at a reboot, the inode does not. */
    private static long inode(@Nullable Object fileKey) {
        if (fileKey == null) {
            return 0;
        }
        String text = fileKey.toString();
        int from = text.indexOf("ino=");
        if (from < 0) {
            return text.hashCode();
        }
        int to = from + 4;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        return Long.parseUnsignedLong(text, from + 4, to, 10);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
