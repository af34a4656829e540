package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.Inode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at paths: what is there, and which content of it. */
enum FileObserver {
    /** Of files that only we write, and never in place: their times of change are those of our own links and renames. */
    OF_OURS {
        @Override
        FileVersion version(Path path, Inode seen) {
            return FileVersion.ofOurs(seen);
        }
    },
    /** Of files that anybody may write at any time, also in place. */
    OF_ANYBODYS {
        @Override
        FileVersion version(Path path, Inode seen) throws IOException {
            Inode inode = seen;
            for (int tries = 0; tries < TRIES; tries++) {
                long ageNanos = nowNanos() - inode.changedNanos();
                if (Math.abs(ageNanos) > GRANULARITY_NANOS) {
                    return FileVersion.ofAnybodys(inode);
                }
                LockSupport.parkNanos(GRANULARITY_NANOS - ageNanos + 1);
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
                inode = Inode.of(path);
            }
            return FileVersion.ofAnybodys(inode).asChanging();
        }
    };

    /**
     * Two changes within it may bear the same time. Linux stamps with the time of its last tick, and ticks at least 100 times a second;
     * APFS and NTFS are finer.
     */
    private static final long GRANULARITY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How often a file that has just changed is looked at again, before it is taken for one that does not come to rest. */
    private static final int TRIES = 10;

    /** @param inode of the file, if it is one: that which a link leads to */
    record Seen(What what, Optional<Inode> inode, boolean isLink) {}

    /** Which of the two looks at a file, by its real path. */
    interface Choice {
        FileObserver of(Path real);
    }

    /** What a path can be. */
    enum What {
        NOTHING,
        FILE,
        FOLDER,
        /** A link to nothing, or to itself. */
        DANGLING,
        /** A pipe, a socket, a device. */
        SPECIAL,
        /** It may not be looked at. */
        SHUT
    }

    /**
     * The version of a file that was seen; waits a few milliseconds if it changed so recently that another change could go unnoticed. If it
     * does not come to rest, the version says so.
     */
    abstract FileVersion version(Path path, Inode seen) throws IOException;

    /** The version of a regular file, links followed; empty when there is none. */
    Optional<FileVersion> version(Path path) throws IOException {
        Seen seen = look(path);
        if (seen.what() == What.SHUT) {
            throw new AccessDeniedException(path.toString());
        }
        Optional<Inode> file = seen.inode().filter(inode -> inode.kind() == Inode.Kind.FILE);
        return file.isEmpty() ? Optional.empty() : Optional.of(version(path, file.get()));
    }

    static Seen look(Path path) throws IOException {
        Inode inode;
        try {
            inode = Inode.of(path, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new Seen(What.NOTHING, Optional.empty(), false);
        } catch (AccessDeniedException e) {
            return new Seen(What.SHUT, Optional.empty(), false);
        } catch (FileSystemException e) {
            // A part of the path is a file ("Not a directory"), or a link to itself: then nothing is there either.
            if (!Files.exists(path)) {
                return new Seen(What.NOTHING, Optional.empty(), false);
            }
            throw e;
        }
        return inode.kind() == Inode.Kind.LINK ? behindLink(path) : new Seen(what(inode), Optional.of(inode), false);
    }

    private static Seen behindLink(Path link) throws IOException {
        try {
            Inode inode = Inode.of(link);
            return new Seen(what(inode), Optional.of(inode), true);
        } catch (AccessDeniedException e) {
            return new Seen(What.SHUT, Optional.empty(), true);
        } catch (FileSystemException e) {
            if (!Files.exists(link)) {
                return new Seen(What.DANGLING, Optional.empty(), true);
            }
            throw e;
        }
    }

    private static What what(Inode inode) {
        return switch (inode.kind()) {
            case FILE -> What.FILE;
            case FOLDER -> What.FOLDER;
            case LINK -> What.DANGLING;
            case OTHER -> What.SPECIAL;
        };
    }

    private static long nowNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
