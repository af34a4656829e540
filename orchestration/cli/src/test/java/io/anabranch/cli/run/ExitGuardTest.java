package io.anabranch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.cli.Main;
import io.anabranch.format.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitGuardTest {
    @TempDir
    Path folder;

    /** Ends the process in the middle of its run. */
    public static final class Exiting implements Pipeline<Exiting.Params> {
        public record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).map(Exiting::exit).write(Text.lines(), params.output());
        }

        private static String exit(String line) {
            if (line.equals("exit")) {
                System.exit(0);
            }
            return line;
        }
    }

    @Test
    void anExitInUserCodeIsNotASuccess() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "a\nexit\nb\n");
        Process process = run();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(error).isEqualTo(1);
        assertThat(error)
                .containsPattern(
                        "anabranch: Cannot finish the run: your code ended the process with System.exit at"
                                + " io\\.anabranch\\.cli\\.run\\.ExitGuardTest\\$Exiting\\.exit\\(ExitGuardTest\\.java:\\d+\\)");
        assertThat(folder.resolve("out/_anabranch/manifest.json")).doesNotExist();
    }

    @Test
    void aRunThatEndsIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "a\nb\n");
        Process process = run();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(error).isZero();
        assertThat(folder.resolve("out/_anabranch/manifest.json")).exists();
    }

    private Process run() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        Exiting.class.getName(),
                        "--input",
                        folder.resolve("in.txt").toString(),
                        "--output",
                        folder.resolve("out").toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
