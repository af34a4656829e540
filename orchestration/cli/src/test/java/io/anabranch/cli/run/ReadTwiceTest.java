package io.anabranch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.cli.Main;
import io.anabranch.format.Csv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadTwiceTest {
    @TempDir
    Path folder;

    public static final class Copy implements Pipeline<Copy.Params> {
        public record Params(Input input, Output output) {}

        public record Row(String a, String b) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Csv.records(Row.class), params.input()).write(Csv.records(Row.class), params.output());
        }
    }

    @Test
    void whatASecondRoundCostIsTold() throws IOException {
        // Within quotes, what looks like records: a split that starts there is guessed wrong.
        String out = run("a,b\n1,\"" + "x,y\n".repeat(1000) + "\"\n");
        assertThat(out.lines().filter(line -> line.contains("guessed wrong")))
                .singleElement()
                .asString()
                .matches("stage 0: read \\d\\.\\d kB twice, [2-9] tasks of \\d+\\.\\d s: where a split starts, .*");
    }

    @Test
    void nothingIsToldWhereNothingWasReadTwice() throws IOException {
        assertThat(run("a,b\n" + "1,\"x,y\"\n".repeat(500))).doesNotContain("guessed wrong");
    }

    private String run(String text) throws IOException {
        Path input = folder.resolve("in.csv");
        Files.writeString(input, text);
        StringWriter out = new StringWriter();
        CommandLine command =
                Main.commandLine().setErr(new PrintWriter(new StringWriter())).setOut(new PrintWriter(out));
        int code = command.execute(
                "run",
                Copy.class.getName(),
                "--input",
                input.toString(),
                "--output",
                folder.resolve("out").toString(),
                "--split-bytes",
                "1000");
        assertThat(code).isZero();
        return out.toString();
    }
}
