package io.anabranch.local;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Refuses folders that cannot be written to before a run has done its work for nothing. */
final class WritableFolders {
    private WritableFolders() {}

    /** @throws InputException if one of them is a file, lies below one, or may not be written to */
    static void require(Collection<Path> folders) {
        folders.forEach(WritableFolders::require);
    }

    private static void require(Path folder) {
        @Nullable Path there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            if (Files.isSymbolicLink(there)) {
                throw new InputException(
                        "Cannot write to " + folder + ": " + there
                                + " is a link to nothing. Mend the link, or name another folder",
                        Where.UNKNOWN);
            }
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new InputException(
                    "Cannot write to " + folder + ": " + there + " is a file. Name a folder", Where.UNKNOWN);
        }
        if (!Files.isWritable(there)) {
            throw new InputException(
                    "Cannot write to " + folder + ": " + there
                            + " may not be written to. Name another folder, or allow it",
                    Where.UNKNOWN);
        }
    }
}
