package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.local.LocalRun;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Step Functions carries does not grow with the data: it holds 256 KiB of state and 25,000 events of history, whatever the input.
 */
class StateGrowthTest {
    @TempDir
    private Path folder;

    /**
     * What an execution had in its history.
     *
     * @param events of the parent execution
     * @param largest bytes of its largest event
     * @param largestOfChildren bytes of the largest event of a child
     */
    private record Growth(int tasks, long events, int largest, int largestOfChildren) {}

    @Test
    void aThousandTasksMakeNoMoreHistoryThanTen() throws IOException {
        Growth ten = run("splits-10", file(10), 20L);
        Growth thousand = run("splits-1000", file(1000), 20L);
        assertThat(ten.tasks).isBetween(10, 20);
        assertThat(thousand.tasks).isBetween(1000, 2000);
        assertNoGrowth(ten, thousand);
    }

    @Test
    void aThousandFilesMakeNoMoreHistoryThanTen() throws IOException {
        Growth ten = run("files-10", files(10), null);
        Growth thousand = run("files-1000", files(1000), null);
        assertThat(thousand.tasks).isGreaterThan(ten.tasks);
        assertNoGrowth(ten, thousand);
    }

    private static void assertNoGrowth(Growth ten, Growth thousand) {
        assertThat(thousand.events).isEqualTo(ten.events);
        // Numbers have more digits, and names of runs differ.
        assertThat(thousand.largest).isLessThan(ten.largest + 100);
        assertThat(thousand.largest).isLessThan(8 << 10);
        assertThat(thousand.largestOfChildren).isLessThan(64 << 10);
    }

    private Growth run(String id, Path input, Long splitBytes) throws IOException {
        Options options = Options.NONE.withSplitBytes(splitBytes).withMaxConcurrency(2);
        PlanRequest request = new PlanRequest(
                "word-count",
                new TreeMap<>(Map.of("input", List.of(input.toString()), "output", List.of("out-" + id))),
                id,
                null,
                options);
        Path work = folder.resolve("work");
        LocalRun.Result result =
                new LocalRun(CatalogGraphs.ofClassPath(), LocalRun.Settings.of(folder, work, 2)).execute(request);
        assertThat(result.outcome().committed()).as(result.outcome().problem()).isTrue();
        return growth(result, work.resolve("runs").resolve(id).resolve("history.jsonl"));
    }

    private static Growth growth(LocalRun.Result result, Path history) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long events = 0;
        int largest = 0;
        int largestOfChildren = 0;
        for (String line : Files.readAllLines(history)) {
            JsonNode event = json.readTree(line);
            int bytes = event.get("event").toString().getBytes(StandardCharsets.UTF_8).length;
            if (event.get("execution").asText().equals(result.outcome().executionArn())) {
                events++;
                largest = Math.max(largest, bytes);
            } else {
                largestOfChildren = Math.max(largestOfChildren, bytes);
            }
        }
        return new Growth(result.stages().get(0).tasks().counted(), events, largest, largestOfChildren);
    }

    private Path file(int lines) throws IOException {
        Path file = folder.resolve("lines-" + lines + ".txt");
        Files.writeString(file, "to be or not to be.\n".repeat(lines));
        return file;
    }

    /** So many that a task's descriptor is full before its bytes are. */
    private Path files(int count) throws IOException {
        Path files = Files.createDirectories(folder.resolve("many-" + count));
        for (int i = 0; i < count; i++) {
            Files.writeString(files.resolve("f" + i + ".txt"), "to be\n");
        }
        return files;
    }
}
