package io.anabranch.cli.init;

import io.anabranch.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that a project is written to: a new one, or one that is empty. */
final class ProjectFolder {
    private static final Set<String> EXECUTABLE = Set.of("anabranch", "mvnw", "src/function/bootstrap");

    private final Path folder;

    ProjectFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws UsageException if there is something already */
    void requireEmpty() {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("Cannot write a project to " + folder + ": it is a file. Name another folder");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new UsageException(
                            "Cannot write a project to " + folder + ": it is not empty. Name another folder");
                }
            } catch (IOException e) {
                throw refused(e);
            }
        }
    }

    void write(Map<String, byte[]> files) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.write(path, file.getValue());
                if (EXECUTABLE.contains(file.getKey())) {
                    makeExecutable(path);
                }
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static void makeExecutable(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private UsageException refused(IOException e) {
        return new UsageException(
                "Cannot write a project to " + folder + ": " + e + ". Name a folder that can be written to", e);
    }
}
