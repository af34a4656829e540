package io.anabranch.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command line in a process of its own, on this test's class path. */
record EmbeddedRun(Path output) {

    EmbeddedRun run(String pipeline, Path input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Danabranch.home=" + Emulator.home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.anabranch.cli.Main",
                        "run",
                        pipeline,
                        "--input",
                        input.toString(),
                        "--output",
                        output.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Cannot compare: the embedded run ended with " + process.exitValue() + ".");
        }
        return this;
    }

    Map<String, String> parts() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                parts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return parts;
    }
}
