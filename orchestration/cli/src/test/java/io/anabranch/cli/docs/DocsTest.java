package io.anabranch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Pipeline;
import io.anabranch.cli.Main;
import io.anabranch.testkit.PipelineRun;
import io.anabranch.testkit.PipelineTester;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README, the docs and a new project show is what there is. */
final class DocsTest {
    @TempDir
    private static Path folder;

    private static List<Snippet> java = List.of();
    private static CompiledPages pages;

    /** What a pipeline of the docs is run on, and what comes out. */
    private record Trial(Map<String, String> files, Map<String, String> params, List<String> rows) {}

    private static final Map<String, Trial> TRIALS = Map.of(
            "init MyPipeline",
            new Trial(
                    Map.of("orders.csv", "order,country,cents\n1,NZ,5\n2,DE,0\n3,NZ,7\n"),
                    Map.of("input", "orders.csv", "output", "out"),
                    List.of("NZ,2,12")),
            "README.md WordCount",
            new Trial(
                    Map.of("in.txt", "To be, or not\nto be"),
                    Map.of("input", "*.txt", "output", "out"),
                    List.of("be,2", "not,1", "or,1", "to,2")),
            "docs/pipelines.md Sales",
            new Trial(
                    Map.of(
                            "sales.csv",
                            "shop,item,cents\nn,pen,100\nx,ink,3\nn,ink,50\n",
                            "shops.csv",
                            "shop,city\nn,Oslo\n"),
                    Map.of("input", "sales.csv", "shops", "shops.csv", "output", "out"),
                    List.of("Oslo,2,150,75.0", "unknown,1,3,3.0")));

    @BeforeAll
    static void compile() throws IOException {
        java = Stream.concat(Snippet.all().stream(), Snippet.initial().stream())
                .filter(snippet -> snippet.language().equals("java"))
                .toList();
        pages = CompiledPages.of(java, Files.createDirectories(folder.resolve("classes")));
    }

    @Test
    void pipelinesThatAreShownWholeGiveWhatTheyShould() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Snippet snippet : java) {
            if (snippet.text().contains(" implements Pipeline<")) {
                String name = snippet.page() + " " + snippet.type();
                assertThat(TRIALS).as("the trials of this test").containsKey(name);
                rows.put(name, run(pages.type(snippet), TRIALS.get(name)));
            }
        }
        TRIALS.forEach(
                (name, trial) -> assertThat(rows.get(name)).as(name).containsExactlyInAnyOrderElementsOf(trial.rows()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Class<?> type, Trial trial) {
        try (PipelineTester<?> tester = PipelineTester.of((Class<? extends Pipeline<Record>>) type)) {
            trial.files().forEach(tester::file);
            PipelineRun run = tester.run(trial.params());
            return run.rows(trial.params().get("output"));
        }
    }

    @Test
    void testsThatAreShownPass() throws ReflectiveOperationException {
        int tests = 0;
        for (Snippet snippet : java) {
            if (snippet.type().endsWith("Test")) {
                Constructor<?> constructor = pages.type(snippet).getDeclaredConstructor();
                constructor.setAccessible(true);
                for (Method method : pages.type(snippet).getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Test.class)) {
                        method.setAccessible(true);
                        invoke(snippet, method, constructor.newInstance());
                        tests++;
                    }
                }
            }
        }
        assertThat(tests).as("tests in the docs").isPositive();
    }

    private static void invoke(Snippet snippet, Method test, Object instance) throws IllegalAccessException {
        try {
            test.invoke(instance);
        } catch (InvocationTargetException e) {
            throw new AssertionError(snippet + " " + test.getName() + ": " + e.getCause(), e.getCause());
        }
    }

    @Test
    void theFirstCommandOfTheReadmePrintsWhatItShows() {
        Snippet shown = Snippet.all().stream()
                .filter(snippet -> snippet.language().equals("console"))
                .findFirst()
                .orElseThrow();
        List<String> lines = shown.text().lines().toList();
        List<String> arguments = new ArrayList<>();
        for (String word : lines.get(0).replaceFirst("^\\$ \\./anabranch ", "").split(" ")) {
            arguments.add(word.replaceFirst("^samples/", "../../samples/").replaceFirst("^/tmp/", folder + "/"));
        }
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        CommandLine command = Main.commandLine().setOut(out).setErr(out);

        assertThat(command.execute(arguments.toArray(String[]::new)))
                .as(printed.toString())
                .isZero();

        List<String> promised = lines.subList(1, lines.size()).stream()
                .takeWhile(line -> !line.isEmpty())
                .map(line -> timeless(line))
                .toList();
        // On a slow machine there may be news of a stage that is not done yet.
        assertThat(printed.toString()
                        .replace(folder.toString(), "/tmp")
                        .lines()
                        .filter(line -> !line.matches("stage \\d+: 0/\\d+ done.*"))
                        .map(line -> timeless(line)))
                .containsExactlyElementsOf(promised);
    }

    /** Without what differs from run to run. */
    private static String timeless(String line) {
        return line.replaceAll("[\\d.,]+ [kM]?B/s", "a rate")
                .replaceAll("[\\d.]+ s\\b", "a time")
                .replaceAll("-\\d{8}-\\d{6}-\\d{3}", "-a-moment")
                .replaceAll(" +", " ");
    }
}
