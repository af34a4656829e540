package io.anabranch.states.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.conformance.Verdict.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Replays cases recorded from AWS, prints how the engine compares, and fails when a figure is below the committed one.
 * The cases are looked for in {@code ../shared/asl-cases} beside the repository; without them there is nothing to compare.
 */
final class ConformanceTest {
    private static final String BASELINE = "baseline.properties";

    @Test
    void theEngineAnswersAsOftenAsBeforeAsAwsDoes() throws IOException {
        Path folder = folder();
        assumeTrue(folder != null, "No recorded cases beside the repository (../shared/asl-cases): nothing compared.");

        String only = System.getProperty("conformance.only", "");
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode testCase : cases(folder)) {
            String name = testCase.get("category").asText() + " "
                    + testCase.get("name").asText();
            if (name.contains(only)) {
                verdicts.add(CaseRunner.run(testCase));
            }
        }

        Table table = new Table(verdicts);
        report(table, verdicts);
        if (only.isEmpty()) {
            assertThat(below(table)).as("figures below the baseline").isEmpty();
        }
    }

    private static void report(Table table, List<Verdict> verdicts) throws IOException {
        System.out.println(table.print());
        StringBuilder misses = new StringBuilder();
        for (Verdict verdict : verdicts) {
            if (!verdict.difference().isEmpty()) {
                misses.append(verdict.category())
                        .append(' ')
                        .append(verdict.name())
                        .append("\n    ");
                misses.append(verdict.difference()).append('\n');
            }
        }
        Path file = Path.of("target", "conformance-misses.txt");
        Files.writeString(file, table.print() + "\n" + misses);
        System.out.println("Differences: " + file.toAbsolutePath());
    }

    private static List<String> below(Table table) throws IOException {
        Properties baseline = new Properties();
        try (InputStream in = ConformanceTest.class.getResourceAsStream(BASELINE)) {
            if (in == null) {
                throw new IOException("Cannot compare: there is no " + BASELINE);
            }
            baseline.load(in);
        }
        List<String> below = new ArrayList<>();
        for (Map.Entry<Object, Object> line : baseline.entrySet()) {
            String[] key = line.getKey().toString().split("\\.", 2);
            int same = table.figure(key[0], Column.valueOf(key[1])).same();
            int wanted = Integer.parseInt(line.getValue().toString());
            if (same < wanted) {
                below.add(line.getKey() + " is " + same + ", was " + wanted);
            }
        }
        return below;
    }

    private static List<JsonNode> cases(Path folder) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                new ObjectMapper().readTree(file.toFile()).path("cases").forEach(cases::add);
            }
        }
        return cases;
    }

    /** The folder of cases beside the repository; null when there is none. */
    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve("asl-cases");
            if (Files.isRegularFile(at.resolve("mvnw")) && Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
