package io.anabranch.embedded.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a finished file into place in one step of the file system: rename(2) where the name may be taken, link(2) where it must be
 * free. So a reader sees the old object or the new one, and of racing exclusive writers one wins even if they share no lock.
 */
final class Publication {
    /** Somebody may remove the folder, empty so far, between its creation and our move into it. */
    private static final int ATTEMPTS = 100;

    private final BucketFolder folder;

    Publication(BucketFolder folder) {
        this.folder = folder;
    }

    /**
     * Moves or links {@code file} to {@code target}.
     *
     * @return false if no file can be there: the name is a folder's, or a part of the path is a file
     */
    boolean place(Path file, Path target, boolean exclusive) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (exclusive) {
                    linkOrMove(file, target);
                } else {
                    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                return true;
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS || !Files.exists(file)) {
                    throw e;
                }
                if (!createParents(target)) {
                    return false;
                }
            } catch (FileAlreadyExistsException e) {
                if (Files.isDirectory(target)) {
                    return false;
                }
                throw S3Errors.preconditionFailed("If-None-Match");
            } catch (FileSystemException e) {
                if (isTakenByOtherKind(target)) {
                    return false;
                }
                throw e;
            }
        }
    }

    /** Links where the file system can; elsewhere the callers' lock has to do. */
    static void linkOrMove(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException noHardLinks) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private boolean createParents(Path target) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            return true;
        } catch (FileSystemException e) {
            if (isTakenByOtherKind(target)) {
                return false;
            }
            throw e;
        }
    }

    private boolean isTakenByOtherKind(Path target) {
        if (Files.isDirectory(target)) {
            return true;
        }
        Path root = folder.root();
        for (Path each = target.getParent(); each != null && !each.equals(root); each = each.getParent()) {
            if (Files.isRegularFile(each)) {
                return true;
            }
        }
        return false;
    }
}
