package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.local.LocalRun;
import io.anabranch.local.RunListener;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed ({@code SIGKILL}) shows nothing, and goes on where it was when it is started again under its id. */
class KilledProcessTest {
    private static final int LINES = 40;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void input() throws IOException {
        for (int i = 0; i < LINES; i++) {
            lines.add("line with words and the word w" + "abcdefghij".charAt(i % 10) + "xyz".charAt(i % 3));
        }
        Files.write(folder.resolve("in.txt"), lines);
    }

    @Test
    void killedAmongMapTasks() throws Exception {
        killAfter("stage 0", 5);
        assertThat(receipts(0)).hasSizeBetween(5, LINES / 2);
        assertGoesOn();
    }

    @Test
    void killedAmongReduceTasks() throws Exception {
        killAfter("stage 1", 2);
        assertThat(receipts(1)).isNotEmpty();
        assertGoesOn();
    }

    @Test
    void killedAgainAndAgain() throws Exception {
        Map<String, String> before = Map.of();
        for (int tasks = 2; tasks <= 6; tasks += 2) {
            killAfter("stage 0", tasks);
            Map<String, String> after = receipts(0);
            assertThat(after).containsAllEntriesOf(before);
            before = after;
        }
        assertGoesOn();
    }

    @Test
    void killedAndThenItsInputIsRewritten() throws Exception {
        Path in = folder.resolve("in.txt");
        FileTime time = Files.getLastModifiedTime(in);
        killAfter("stage 0", 5);
        String text = Files.readString(in);
        Files.writeString(in, text.replace("words", "sword"), StandardOpenOption.WRITE);
        Files.setLastModifiedTime(in, time);
        LocalRun.Result result = SlowRun.run(folder, RunListener.NONE);
        assertThat(result.outcome().problem())
                .contains("its input is not what it was when the run began")
                .contains("in.txt has changed");
    }

    @Test
    void killedAndThenRebuilt() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(classes.resolve("Users.class"), "the code that the run was begun with");
        killAfter("stage 0", 5, File.pathSeparator + classes);
        Map<String, String> before = receipts(0);
        LocalRun.Result result = SlowRun.run(folder, RunListener.NONE);
        assertThat(result.outcome().problem())
                .contains("Cannot go on with run killed: it was begun with code ")
                .contains("--accept-code-change");
        assertThat(receipts(0)).isEqualTo(before);
        assertThat(outputFiles()).isEmpty();

        LocalRun.Result accepted = SlowRun.run(folder, RunListener.NONE, true);
        assertThat(accepted.outcome().committed())
                .as(accepted.outcome().problem())
                .isTrue();
        assertThat(receipts(0)).containsAllEntriesOf(before);
        PipelineRun run = new PipelineRun(new CommittedFiles(folder), null, "", "", List.of("out"), accepted.stages());
        assertThat(run.rows("out")).containsExactlyInAnyOrderElementsOf(Oracle.wordCount(lines));
    }

    private void assertGoesOn() throws IOException {
        assertThat(outputFiles()).isEmpty();
        Map<String, String> before = receipts(0);
        before.putAll(receipts(1));
        Set<String> worked = ConcurrentHashMap.newKeySet();
        Set<String> started = ConcurrentHashMap.newKeySet();
        LocalRun.Result result = SlowRun.run(folder, new RunListener() {
            @Override
            public void started(Task task) {
                started.add(name(task));
            }

            @Override
            public void finished(Task task, Receipt receipt, boolean reused) {
                if (!reused) {
                    worked.add(name(task));
                }
            }
        });
        assertThat(result.outcome().committed()).as(result.outcome().problem()).isTrue();
        Map<String, String> now = receipts(0);
        now.putAll(receipts(1));
        assertThat(now).containsAllEntriesOf(before);
        assertThat(worked)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(before.keySet())
                .isSubsetOf(started);
        assertThat(worked.size() + before.size()).isEqualTo(now.size());
        PipelineRun run = new PipelineRun(new CommittedFiles(folder), null, "", "", List.of("out"), result.stages());
        assertThat(run.rows("out")).containsExactlyInAnyOrderElementsOf(Oracle.wordCount(lines));
    }

    private static String name(Task task) {
        return String.format("stage-%d/%05d.json", task.stage(), task.number());
    }

    /** Starts a run, kills its process once it has said {@code line} so often, and checks that it was not done. */
    private void killAfter(String line, int times) throws IOException, InterruptedException {
        killAfter(line, times, "");
    }

    private void killAfter(String line, int times, String moreCode) throws IOException, InterruptedException {
        String classPath =
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + moreCode;
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        SlowRun.class.getName(),
                        folder.toString(),
                        "30")
                .redirectError(errors.toFile())
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            int count = 0;
            for (String next = out.readLine();
                    next != null && count < times;
                    next = count < times ? out.readLine() : null) {
                said.add(next);
                count += next.equals(line) ? 1 : 0;
            }
            process.destroyForcibly().waitFor();
            assertThat(count).as("%s; %s", said, Files.readString(errors)).isEqualTo(times);
        }
        assertThat(said).doesNotContain("committed");
        assertThat(process.exitValue()).isNotZero();
    }

    private Map<String, String> receipts(int stage) throws IOException {
        Path receipts = folder.resolve("work/runs/" + SlowRun.RUN_ID + "/stage-" + stage + "/receipts");
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(receipts)) {
            try (Stream<Path> files = Files.list(receipts)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".json")).toList()) {
                    texts.put("stage-" + stage + "/" + file.getFileName(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private List<String> outputFiles() {
        return new CommittedFiles(folder).names("out");
    }
}
