package io.anabranch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Bad input and wrong use: one line that says what, where and how to mend it, and the exit code that goes with it. */
class WrongUseTest {
    private static final String HEADER = "country,device,bytes,latency_ms\n";
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @TempDir
    private Path folder;

    @Test
    void anUnknownPipelineIsToldWithTheNearestName() throws IOException {
        file("a.txt", "a");
        assertRefused(USAGE, run("word-cuont", "a.txt", "out"), "word-cuont", "Did you mean word-count?");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertRefused(USAGE, execute("run", "word-count", "--output", path("out")), "'input' is missing");
        assertRefused(USAGE, execute("run", "word-count", "--input", path("a.txt")), "'output' is missing");
    }

    @Test
    void anUnknownParameterIsToldWithThoseThereAre() throws IOException {
        file("a.txt", "a");
        assertRefused(
                USAGE, run("word-count", "a.txt", "out", "-p", "outptu=x"), "unknown parameter 'outptu'", "output");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "-p", "x"), "Invalid -p: 'x', expected name=value");
    }

    @Test
    void optionsOutOfTheirRangeAreWrongUse() throws IOException {
        file("a.txt", "a");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "--split-bytes", "-1"), "splitBytes", "-1");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "--dead-letters", "-1"), "deadLetters", "-1");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "--workers", "0"), "--workers", "at least 1");
        assertRefused(
                USAGE, run("word-count", "a.txt", "out", "--lambda", "cloud"), "'cloud'", "in-process or process");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "--run-id", "a/../b"), "a/../b");
        assertThat(run("word-count", "a.txt", "out", "--wokers", "1").code).isEqualTo(USAGE);
    }

    @Test
    void inputThatMatchesNothingFailsTheRun() {
        assertRefused(FAILED, run("word-count", "nothing*.txt", "out"), "nothing*.txt", "Check the address");
        assertRefused(FAILED, run("word-count", "nothing.txt", "out"), "nothing.txt", "no object matches");
    }

    @Test
    void anOutputThatExistsIsKeptUnlessItMayBeReplaced() throws IOException {
        file("a.txt", "a b");
        file("b.txt", "c");
        assertThat(run("word-count", "a.txt", "out").code).isZero();
        assertRefused(FAILED, run("word-count", "b.txt", "out"), "out/", "not empty", "--overwrite");
        assertThat(part("out")).contains("a,1", "b,1");
        assertThat(run("word-count", "b.txt", "out", "--overwrite").code).isZero();
        assertThat(part("out")).isEqualTo("word,count\nc,1\n");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        file("a.csv", "country,device,bytes\nCH,phone,1\n");
        assertRefused(
                FAILED, run("traffic-by-country", "a.csv", "out"), "latency_ms", "country, device, bytes", "a.csv");
    }

    @Test
    void aRecordThatCannotBeParsedIsShownWithItsPlace() throws IOException {
        String field = "x".repeat(500);
        file("a.csv", HEADER + "CH,phone,1,2.5\nCH,phone," + field + ",2.5\n");
        Outcome outcome = run("traffic-by-country", "a.csv", "out");
        assertRefused(
                FAILED, outcome, "a.csv, byte 47", "column bytes", "expected a whole number", "Record: 'CH,phone,xxx");
        assertThat(outcome.error()).doesNotContain("x".repeat(81)).hasSizeLessThan(500);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aQuoteThatIsNeverClosedHasItsPlace() throws IOException {
        file("a.csv", HEADER + "CH,\"phone,1,2.5\n");
        assertRefused(FAILED, run("traffic-by-country", "a.csv", "out"), "a.csv, byte 32", "never closed");
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws IOException {
        file("a.txt", "a");
        file("file", "");
        assertRefused(USAGE, run("word-count", "a.txt", "file"), "file is a file", "Name a folder");
        assertRefused(USAGE, run("word-count", "a.txt", "file/out"), "file is a file");
        assertRefused(USAGE, run("word-count", "a.txt", "out", "--work", path("file")), "file is a file");
    }

    @Test
    void compressedInputThatIsDamagedIsNamed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("to be or not to be".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = bytes.toByteArray();
        Files.write(folder.resolve("cut.txt.gz"), Arrays.copyOf(whole, whole.length - 9));
        assertRefused(FAILED, run("word-count", "cut.txt.gz", "out"), "cut.txt.gz", "ends in the middle");
        whole[whole.length / 2] ^= 0x55;
        Files.write(folder.resolve("flipped.txt.gz"), whole);
        assertRefused(FAILED, run("word-count", "flipped.txt.gz", "out"), "flipped.txt.gz", "Upload it again");
        file("none.txt.gz", "not compressed");
        assertRefused(FAILED, run("word-count", "none.txt.gz", "out"), "none.txt.gz", "not in gzip format");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void bucketsThatAreNotThereAreToldFromPaths() {
        assertRefused(USAGE, execute("run", "word-count", "--input", "s3://b/a", "--output", path("out")), "s3://b/a");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        Outcome outcome = run("word-cuont", "a.txt", "out", "--verbose");
        assertThat(outcome.code).isEqualTo(USAGE);
        assertThat(outcome.err).contains("\tat io.anabranch.");
    }

    private void assertRefused(int code, Outcome outcome, String... parts) {
        assertThat(outcome.code).as(outcome.err).isEqualTo(code);
        assertThat(outcome.error()).contains(parts);
        assertThat(outcome.err).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(outcome.out).isEmpty();
    }

    private record Outcome(int code, String out, String err) {
        /** The one line that tells the error; progress is told in lines of its own. */
        String error() {
            List<String> errors =
                    err.lines().filter(line -> line.startsWith("anabranch: ")).toList();
            assertThat(errors).as(err).hasSize(1);
            return errors.get(0);
        }
    }

    private Outcome run(String pipeline, String input, String output, String... more) {
        List<String> args = new ArrayList<>(List.of("run", pipeline, "--input", path(input), "--output", path(output)));
        args.addAll(List.of(more));
        return execute(args.toArray(String[]::new));
    }

    private static Outcome execute(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(args);
        return new Outcome(code, out.toString(), err.toString());
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** The only part of an output. */
    private String part(String output) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(output))) {
            List<Path> parts = files.filter(
                            file -> file.getFileName().toString().startsWith("part-"))
                    .toList();
            assertThat(parts).hasSize(1);
            return Files.readString(parts.get(0));
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
