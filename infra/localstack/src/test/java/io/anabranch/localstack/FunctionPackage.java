package io.anabranch.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Function packages as zip files. */
final class FunctionPackage {
    static final String FOLDER = "functions/pipelines/target/function";

    private FunctionPackage() {}

    /** The package that deploys. */
    static byte[] ofPipelines() throws IOException {
        return zip(files(), List.of());
    }

    /** Another function, with its nested classes, on what it and the runtime client need. */
    static byte[] of(Class<?> handler) throws IOException {
        List<Path> needed = files().stream()
                .filter(file -> !file.startsWith("lib")
                        || file.getFileName().toString().matches("(jackson|aws-lambda-java-core|utils-lite)-.*"))
                .toList();
        List<Class<?>> classes = Stream.concat(Stream.of(handler), Stream.of(handler.getDeclaredClasses()))
                .toList();
        return zip(needed, classes);
    }

    private static Path folder() {
        return Emulator.home().resolve(FOLDER);
    }

    /** Relative to the folder, in a fixed order. */
    private static List<Path> files() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("Cannot find the package " + FOLDER + ". Build it first: ./mvnw package");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static byte[] zip(List<Path> files, List<Class<?>> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.toString().replace('\\', '/')));
                Files.copy(folder().resolve(file), zip);
                zip.closeEntry();
            }
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
