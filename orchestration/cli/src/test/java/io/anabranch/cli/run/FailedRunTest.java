package io.anabranch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.cli.Main;
import io.anabranch.format.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailedRunTest {
    @TempDir
    Path folder;

    /** Fails for a line that is no number, in a way that is hard to follow. */
    public static final class Failing implements Pipeline<Failing.Params> {
        public record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).map(Failing::number).write(Text.lines(), params.output());
        }

        private static String number(String line) {
            try {
                return Optional.of(line).map(Integer::valueOf).get().toString();
            } catch (NumberFormatException e) {
                throw new IllegalStateException("not\na number", e);
            }
        }
    }

    @Test
    void aFailureInUserCodeIsALineThatNamesStepPlaceCauseRecordAndObject() throws IOException {
        assertThat(run().lines().filter(line -> line.startsWith("anabranch:")))
                .singleElement()
                .asString()
                .matches(
                        "anabranch: Cannot run step 'map 1': your code threw java.lang.IllegalStateException: not \\| a number,"
                                + " caused by java.lang.NumberFormatException: For input string: \"x\""
                                + " at io\\.anabranch\\.cli\\.run\\.FailedRunTest\\$Failing\\.number\\(FailedRunTest\\.java:\\d+\\)\\."
                                + " Record: 'x' \\(.*in\\.txt, byte 2; stage 0, task 0\\)");
    }

    @Test
    void verboseShowsTheRestOfTheStack() throws IOException {
        assertThat(run()).doesNotContain("\tat ");
        assertThat(run("--verbose"))
                .contains("io.anabranch.error.CodeException: Cannot run step 'map 1'")
                .contains("Caused by: java.lang.NumberFormatException: For input string: \"x\"")
                .contains("at java.base/java.lang.Integer.parseInt");
    }

    private String run(String... more) throws IOException {
        Path input = folder.resolve("in.txt");
        Files.writeString(input, "1\nx\n");
        List<String> arguments = new ArrayList<>(List.of("run", Failing.class.getName(), "--input", input.toString()));
        arguments.addAll(List.of("--output", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
        assertThat(command.execute(arguments.toArray(new String[0]))).isEqualTo(1);
        return err.toString();
    }
}
