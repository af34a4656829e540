package io.anabranch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a tester, in a temporary folder. */
final class TestFolder implements AutoCloseable {
    private final Path root;
    private final SortedMap<String, byte[]> written = new TreeMap<>();

    TestFolder() {
        try {
            root = Files.createTempDirectory("anabranch-test-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /** What relative paths of the pipeline's parameters are relative to. */
    Path data() {
        return existing("data");
    }

    /** The runs' own objects. */
    Path work() {
        return existing("work");
    }

    Path spills() {
        return existing("spills");
    }

    /** An address, seen from a folder if it is of a file in it. */
    static String told(String address, Path folder) {
        String inside = folder + "/";
        return address.startsWith(inside) ? address.substring(inside.length()) : address;
    }

    void write(String path, byte[] content) {
        Path file = data().resolve(path).normalize();
        if (!file.startsWith(data())) {
            throw new IllegalArgumentException("Invalid path: " + path + ", expected one inside the tester's folder");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            written.put(data().relativize(file).toString(), content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /** What has been written, by path. */
    SortedMap<String, byte[]> files() {
        return new TreeMap<>(written);
    }

    private Path existing(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder in " + root + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + root + ": " + e.getMessage(), e);
        }
    }
}
