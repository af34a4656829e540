package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anabranch.local.LocalRun;
import io.anabranch.local.RunListener;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of this machine a run reads, whatever they are called, and that it reads one content of each. */
class LocalInputsTest {
    private static final String CHANGED = "it changed while the run was reading it";

    @TempDir
    private Path temporary;

    private Path folder;
    private RunListener listener = RunListener.NONE;
    private boolean overwrite;
    private int workers = 1;
    private long splitBytes = 64 << 20;

    @BeforeEach
    void real() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void inputsThatOverlapAreReadOnce() throws IOException {
        file("logs/x.txt", "x");
        file("logs/march/y.txt", "y");
        for (List<String> inputs : List.of(
                List.of("logs", "logs/march"),
                List.of("logs/march", "logs"),
                List.of("logs/*", "logs/march/*.txt", "logs/x.txt"),
                List.of(
                        "logs/../logs",
                        "./logs//march/",
                        folder.resolve("logs/x.txt").toString()))) {
            assertThat(count(inputs)).as("%s", inputs).containsExactly("x,1", "y,1");
        }
    }

    @Test
    void aLinkAndItsTargetAreReadOnce() throws IOException {
        file("data/x.txt", "x");
        link("in/link.txt", "../data/x.txt");
        link("in/folder", "../data");
        link("all", "data");
        assertThat(count(List.of("in"))).containsExactly("x,1");
        assertThat(count(List.of("in", "data", "all", "all/*"))).containsExactly("x,1");
    }

    @Test
    void aLinkToAFolderAboveDoesNotMultiplyFiles() throws IOException {
        file("logs/x.txt", "a");
        link("logs/self", ".");
        link("logs/deep/up", "../..");
        assertThat(count(List.of("logs"))).containsExactly("a,1");
    }

    @Test
    void hardLinksAreFiles() throws IOException {
        file("in/x.txt", "a");
        Files.createLink(folder.resolve("in/y.txt"), folder.resolve("in/x.txt"));
        assertThat(count(List.of("in"))).containsExactly("a,2");
    }

    @Test
    void theFileOfExactlyTheNameThatIsGivenIsReadAlone() throws IOException {
        file("a[1].txt", "bracket");
        file("a1.txt", "one");
        file("d[1]/x.txt", "folder");
        file("d1/x.txt", "other");
        assertThat(count(List.of("a[1].txt"))).containsExactly("bracket,1");
        assertThat(count(List.of("a\\[1\\].txt"))).containsExactly("bracket,1");
        assertThat(count(List.of("d[1]"))).containsExactly("folder,1");
        assertThat(count(List.of("d[1]/x.*"))).containsExactly("other,1");
        assertThat(count(List.of("d\\[1\\]/x.*"))).containsExactly("folder,1");
        file("{😀,b}.txt", "braces");
        file("😀.txt", "smile");
        assertThat(count(List.of("{😀,c}.txt"))).containsExactly("smile,1");
        assertThat(count(List.of("{😀,b}.txt"))).containsExactly("braces,1");
    }

    @Test
    void whatIsNoFileFailsTheRunUnlessItIsHidden() throws Exception {
        file("in/x.txt", "a");
        link("in/.hidden", "nothing");
        link("in/_hidden", "nothing");
        assertThat(count(List.of("in"))).containsExactly("a,1");
        link("in/y.txt", "nothing");
        String why = folder.resolve("in/y.txt") + ": it is a link to nothing. Mend the link, or remove it";
        assertThat(failure(List.of("in"))).isEqualTo("Cannot read " + why);
        assertThat(failure(List.of("in/y.txt"))).isEqualTo("Cannot read " + why);
        assertThat(count(List.of("in/x*"))).containsExactly("a,1");
        Files.delete(folder.resolve("in/y.txt"));
        Process pipe = new ProcessBuilder("mkfifo", folder.resolve("in/pipe").toString()).start();
        assumeTrue(pipe.waitFor() == 0);
        assertThat(failure(List.of("in"))).contains("in/pipe: it is a pipe, a socket or a device, no file");
    }

    @Test
    void anOutputThatIsReadIsNotReplacedAtWhateverPath() throws IOException {
        file("in/x.txt", "a");
        assertThat(count("out", List.of("in"))).containsExactly("a,1");
        overwrite = true;
        link("to-out", "out");
        link("other/link", "../out");
        link("part.csv", "out/" + partNames("out").get(0));
        String refused = "Cannot write to " + folder.resolve("out") + "/: the run would replace its own input ";
        assertThat(refusal("out", "out")).startsWith(refused + "out");
        assertThat(refusal("out", "to-out")).startsWith(refused + "to-out");
        assertThat(refusal("to-out", "out/*.csv")).startsWith(refused + "out/*.csv");
        assertThat(refusal("out", "part.csv")).startsWith(refused + "part.csv");
        assertThat(refusal("out", "other")).startsWith(refused + folder.resolve("other/link"));
        assertThat(refusal("other/link", "part*")).startsWith(refused + folder.resolve("part.csv"));
        assertThat(rows("out")).containsExactly("a,1");
        assertThat(count("out", List.of("in", "in/*"))).containsExactly("a,1");
    }

    @Test
    void anOutputBesideAnInputOfAlmostItsNameIsReplaced() throws IOException {
        file("out", "a");
        file("x.txt", "b");
        assertThat(count("out-2", List.of("out"))).containsExactly("a,1");
        overwrite = true;
        assertThat(count("out-2", List.of("out", "*.txt"))).containsExactly("a,1", "b,1");
    }

    @Test
    void anOutputBehindALinkIsWhereTheLinkLeads() throws IOException {
        file("x.txt", "a");
        Files.createDirectories(folder.resolve("elsewhere"));
        link("out", "elsewhere");
        assertThat(count("out/new", List.of("x.txt"))).containsExactly("a,1");
        assertThat(folder.resolve("elsewhere/new/_anabranch/manifest.json")).exists();
        link("nowhere", "nothing");
        LocalRun.Result result = null;
        try {
            result = run("r", folder, "nowhere", List.of("x.txt"));
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessageContaining("is a link to nothing");
        }
        assertThat(result).isNull();
    }

    @Test
    void aCommittedOutputHoldsNothingElse() throws IOException {
        file("x.txt", "a");
        assertThat(count("out", List.of("x.txt"))).containsExactly("a,1");
        assertThat(children("out")).hasSize(2).contains("_anabranch").anyMatch(name -> name.startsWith("part-"));
        assertThat(children("out/_anabranch")).containsExactly("manifest.json");
    }

    @Test
    void aRunOfTheSameIdWithTheSameNamesInAnotherFolderIsAnother() throws IOException {
        file("monday/x.txt", "a");
        file("tuesday/x.txt", "b");
        assertThat(run("daily", folder.resolve("monday"), "out", List.of("x.txt"))
                        .outcome()
                        .committed())
                .isTrue();
        LocalRun.Result second = run("daily", folder.resolve("tuesday"), "out", List.of("x.txt"));
        assertThat(second.outcome().problem())
                .contains(
                        "Cannot go on with run daily",
                        "input",
                        folder.resolve("monday/x.txt").toString());
        assertThat(folder.resolve("tuesday/out")).doesNotExist();
    }

    @Test
    void theWorkFolderIsNoInput() throws IOException {
        file("x.txt", "a");
        assertThat(count("out", List.of("x.txt"))).containsExactly("a,1");
        assertThat(failure(List.of("work"))).contains("is within the work folder", "Choose another work folder");
    }

    @Test
    void aFileRewrittenBetweenTwoTasksFailsTheRun() throws IOException {
        Path file = file("x.txt", "old word\n".repeat(100));
        splitBytes = 200;
        listener = once(() -> rewrite(file, "new word\n".repeat(100)));
        assertThat(failure(List.of("x.txt"))).contains(file.toString(), CHANGED);
        assertThat(folder.resolve("out0/_anabranch/manifest.json")).doesNotExist();
    }

    /** The bytes are read in pieces; those of the first are old ones, and the rest must not be new. */
    @Test
    void aFileRewrittenWhileATaskReadsItFailsTheRun() throws IOException {
        Path file = file("x.txt", "old word\n".repeat(2_000_000));
        AtomicInteger rewritten = new AtomicInteger();
        Thread[] writer = new Thread[1];
        listener = new RunListener() {
            @Override
            public void started(Task task) {
                if (rewritten.getAndIncrement() == 0) {
                    writer[0] = new Thread(() -> rewrite(file, "new word\n".repeat(2_000_000)));
                    writer[0].start();
                }
            }
        };
        LocalRun.Result result = run("r", folder, "out", List.of("x.txt"));
        if (result.outcome().committed()) {
            assertThat(rows("out")).as("the writer came too late").containsExactly("old,2000000", "word,2000000");
        } else {
            assertThat(result.outcome().problem()).contains(file.toString(), CHANGED);
        }
    }

    /** In place, of the same size, and with its time set back. */
    private static void rewrite(Path file, String text) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            Files.writeString(file, text, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunListener once(Runnable afterATask) {
        AtomicInteger tasks = new AtomicInteger();
        return new RunListener() {
            @Override
            public void finished(Task task, Receipt receipt, boolean reused) {
                if (tasks.getAndIncrement() == 0) {
                    afterATask.run();
                }
            }
        };
    }

    private int runs;

    private List<String> count(List<String> inputs) throws IOException {
        return count("out" + runs, inputs);
    }

    private List<String> count(String output, List<String> inputs) throws IOException {
        LocalRun.Result result = run("r", folder, output, inputs);
        assertThat(result.outcome().committed()).as(result.outcome().problem()).isTrue();
        return rows(output);
    }

    private String failure(List<String> inputs) {
        return run("r", folder, "out" + runs, inputs).outcome().problem();
    }

    private String refusal(String output, String input) {
        return run("r", folder, output, List.of(input)).outcome().problem();
    }

    private LocalRun.Result run(String id, Path base, String output, List<String> inputs) {
        PlanRequest request = new PlanRequest(
                "word-count",
                new TreeMap<>(Map.of("input", inputs, "output", List.of(output))),
                id.equals("r") ? "r" + runs++ : id,
                null,
                new Options(splitBytes, null, null, null, null, null, workers, overwrite ? true : null));
        LocalRun.Settings settings = new LocalRun.Settings(
                base,
                folder.resolve("work"),
                null,
                workers,
                LocalRun.Mode.IN_PROCESS,
                folder,
                new LocalRun.Watch(listener, report -> {}),
                UnaryOperator.identity());
        return new LocalRun(CatalogGraphs.ofClassPath(), settings)
                .withVirtualTime()
                .execute(request);
    }

    private List<String> rows(String output) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String part : partNames(output)) {
            List<String> lines = Files.readAllLines(folder.resolve(output).resolve(part));
            rows.addAll(lines.subList(1, lines.size()));
        }
        return rows.stream().sorted().toList();
    }

    private List<String> partNames(String output) throws IOException {
        return children(output).stream()
                .filter(name -> name.startsWith("part-"))
                .toList();
    }

    private List<String> children(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void link(String path, String target) throws IOException {
        Path link = folder.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }
}
