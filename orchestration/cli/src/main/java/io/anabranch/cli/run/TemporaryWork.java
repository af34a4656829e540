package io.anabranch.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A work folder that is of no use after its run: removed at its end, when the process is told to stop, and, should it be killed, by the
 * next run. A lock that lasts as long as the process tells a folder in use from one that was left behind.
 */
final class TemporaryWork implements AutoCloseable {
    private static final String PREFIX = "anabranch-work-";
    private static final String LOCK = "in-use";

    /** Without a lock file a folder is about to be used, or was made again by a thread that did not hear of the end. */
    private static final Duration UNLOCKED_AGE = Duration.ofMinutes(1);

    /** What was being written when the process was stopped may appear a moment later. */
    private static final int REMOVALS = 40;

    private static final long PAUSE_MILLIS = 25;

    private final Path folder;
    private final FileChannel lock;
    private volatile Runnable stopping = () -> {};
    private final Thread atStop = new Thread(this::removeWhileOthersWrite, "anabranch-clean-up");

    private TemporaryWork(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes one in {@code parent}, and removes what killed runs have left there. */
    static TemporaryWork in(Path parent) {
        removeLeftovers(parent);
        try {
            while (true) {
                Path folder = Files.createTempDirectory(parent, PREFIX);
                Files.createFile(folder.resolve(LOCK));
                Optional<FileChannel> lock = lock(folder);
                if (lock.isPresent()) {
                    TemporaryWork work = new TemporaryWork(folder, lock.get());
                    Runtime.getRuntime().addShutdownHook(work.atStop);
                    return work;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot make a temporary work folder: " + e.getMessage() + ". Name one with --work", e);
        }
    }

    Path folder() {
        return folder;
    }

    /** What ends the writing into the folder when the process is told to stop. */
    void onStop(Runnable action) {
        stopping = action;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atStop);
        } catch (IllegalStateException stopping) {
            // It runs already; removing twice does no harm.
        }
        try {
            remove(folder);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The next run removes it; how this one ended stays.
        } finally {
            unlock();
        }
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            // The process ends soon, and the lock with it.
        }
    }

    private void removeWhileOthersWrite() {
        try {
            stopping.run();
        } catch (RuntimeException e) {
            // Nobody is left to hear of it.
        }
        boolean wasGone = false;
        for (int i = 0; i < REMOVALS; i++) {
            try {
                if (Files.exists(folder)) {
                    remove(folder);
                    wasGone = false;
                } else if (wasGone) {
                    return;
                } else {
                    wasGone = true;
                }
            } catch (IOException writtenMeanwhile) {
                wasGone = false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void removeLeftovers(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : folders) {
                removeIfLeft(each);
            }
        } catch (IOException e) {
            // It is not this run that needs them gone.
        }
    }

    private static void removeIfLeft(Path folder) {
        try {
            if (!Files.exists(folder.resolve(LOCK))) {
                Instant made = Files.getLastModifiedTime(folder).toInstant();
                if (made.isBefore(Instant.now().minus(UNLOCKED_AGE))) {
                    remove(folder);
                }
                return;
            }
            Optional<FileChannel> lock = lock(folder);
            if (lock.isPresent()) {
                remove(folder);
                lock.get().close();
            }
        } catch (IOException otherPeoples) {
            // Or another run removes it right now.
        }
    }

    /** Nothing if somebody else has it, or the folder is gone. */
    private static Optional<FileChannel> lock(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(folder.resolve(LOCK))) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException anotherRunOfThisProcess) {
            // Somebody else has it.
        }
        channel.close();
        return Optional.empty();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // The lock goes last: a folder that has it and is not locked is removed by the next run.
                if (!file.equals(folder.resolve(LOCK))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                if (each.equals(folder)) {
                    Files.deleteIfExists(folder.resolve(LOCK));
                }
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
