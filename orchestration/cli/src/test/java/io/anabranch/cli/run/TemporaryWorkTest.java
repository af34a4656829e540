package io.anabranch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryWorkTest {
    @TempDir
    private Path parent;

    @Test
    void itIsGoneAtTheEnd() throws IOException {
        try (TemporaryWork work = TemporaryWork.in(parent)) {
            Files.createDirectories(work.folder().resolve("runs/r"));
            Files.writeString(work.folder().resolve("runs/r/plan.json"), "{}");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theNextRunRemovesWhatAKilledOneLeftAndNothingElse() throws Exception {
        Process writer = writer();
        String folder = folder(writer);
        Path others = Files.createDirectories(parent.resolve("anabranch-test-1"));
        try (TemporaryWork next = TemporaryWork.in(parent)) {
            assertThat(Path.of(folder)).as("in use").isDirectory();
            writer.destroyForcibly().waitFor();
            assertThat(Path.of(folder)).as("left behind").isDirectory();
            try (TemporaryWork last = TemporaryWork.in(parent)) {
                assertThat(children()).containsExactlyInAnyOrder(others, next.folder(), last.folder());
            }
        }
    }

    @Test
    void itIsGoneWhenTheProcessIsStoppedThoughItsThreadsGoOn() throws Exception {
        Process writer = writer();
        folder(writer);
        writer.destroy();
        writer.waitFor();
        assertThat(children()).isEmpty();
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        }
    }

    /** A process that says where its folder is and writes into it until it is stopped. */
    private Process writer() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Writer.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String folder(Process writer) throws IOException {
        BufferedReader out = writer.inputReader();
        return String.valueOf(out.readLine());
    }

    /** Has a work folder. */
    static final class Writer {
        private static volatile boolean stopped;

        private Writer() {}

        /** @param args where */
        public static void main(String[] args) throws IOException {
            TemporaryWork work = TemporaryWork.in(Path.of(args[0]));
            work.onStop(() -> stopped = true);
            for (int i = 0; !stopped; i++) {
                Path folder = Files.createDirectories(work.folder().resolve("runs/" + i % 10));
                Files.writeString(folder.resolve(i + ".json"), "{}");
                if (i == 0) {
                    System.out.println(work.folder());
                    System.out.flush();
                }
            }
        }
    }
}
