package io.anabranch.testkit.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.graph.Decisions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random graphs of all operations over random input give what an evaluation in memory gives. A failure prints the seed and the smallest
 * case that still fails. {@code -Danabranch.graphs=10000} tries more of them, {@code -Danabranch.graph=17} one.
 */
class RandomPipelinesPropertyTest {
    private static final int CASES = 200;
    private static final int MOST_LINES = 25;

    @TempDir
    Path spills;

    @Test
    void aRandomPipelineGivesWhatItsRecordsSay() {
        Long one = Long.getLong("anabranch.graph");
        long from = one != null ? one : Long.getLong("anabranch.graphs.from", 0L);
        long count = one != null ? 1 : Integer.getInteger("anabranch.graphs", CASES);
        for (long seed = from; seed < from + count; seed++) {
            RandomCase random = RandomCase.of(seed);
            Optional<String> fault = fault(random);
            assertThat(fault.isPresent())
                    .as(() -> "-Danabranch.graph=" + random.seed() + ": " + fault.orElse("") + "\n\nIn short:\n"
                            + reduced(random))
                    .isFalse();
        }
    }

    @Test
    void everyFunctionBuildsTheSamePipelineOfASeed() {
        Graphs graphs = CatalogGraphs.ofClassPath();
        Set<String> all = new TreeSet<>();
        for (long seed = 0; seed < CASES; seed++) {
            TreeMap<String, List<String>> params = new TreeMap<>(Map.of(
                    "seed", List.of(Long.toString(seed)),
                    "input", List.of("s3://b/in"),
                    "output", List.of("s3://b/out")));
            String first = graphs.of(RandomPipeline.class.getName(), params, Decisions.NONE)
                    .fingerprint();
            String second = graphs.of(RandomPipeline.class.getName(), params, Decisions.NONE)
                    .fingerprint();
            assertThat(second).as("seed " + seed).isEqualTo(first);
            all.add(first);
        }
        assertThat(all).hasSizeGreaterThan(CASES * 9 / 10);
    }

    private String reduced(RandomCase failing) {
        RandomCase smallest = new Shrinker(this::fault).shrink(failing);
        return smallest + fault(smallest).orElse("");
    }

    private Optional<String> fault(RandomCase random) {
        try {
            return new WholeRun(random, spills).run().fault(random);
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Optional.of(trace.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n")));
        }
    }
}
