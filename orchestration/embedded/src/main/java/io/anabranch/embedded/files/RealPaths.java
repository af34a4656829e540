package io.anabranch.embedded.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths without links, dots, and whatever else makes two paths of one. */
public final class RealPaths {
    private RealPaths() {}

    /** As far as the path is there, the real one; the rest as it is. */
    public static Path of(Path path) {
        Path absolute = path.toAbsolutePath();
        for (Path there = absolute; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    int names = there.getNameCount();
                    return names == absolute.getNameCount()
                            ? there.toRealPath()
                            : there.toRealPath()
                                    .resolve(absolute.subpath(names, absolute.getNameCount()))
                                    .normalize();
                } catch (IOException hasNoRealPath) {
                    // As a pipe of this process in /dev/fd; that of its folder, then.
                }
            }
        }
        return absolute.normalize();
    }
}
