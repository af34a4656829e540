package io.anabranch.testkit.disasters;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.pipelines.WordCount;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class WorldTest {
    private static final Weather BAD = new Weather(0.02, 0.05, 0.02, 0, true, List.of(), List.of());

    /** How a run of a seed went. */
    private record History(List<String> lines, Execution execution) {}

    @Test
    void aRunInFineWeatherIsCommitted() {
        try (Workers workers = new Workers()) {
            History history = run(workers, 1, Weather.FINE);
            assertThat(history.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(history.lines())
                    .anyMatch(line -> line.contains("PutObject s3://out/o/_anabranch/manifest.json"));
        }
    }

    @Test
    void theSameSeedHasTheSameHistoryTwice() {
        try (Workers workers = new Workers()) {
            Set<List<String>> all = new HashSet<>();
            for (long seed = 0; seed < 30; seed++) {
                History first = run(workers, seed, BAD);
                History second = run(workers, seed, BAD);
                assertThat(second.lines()).as("seed " + seed).isEqualTo(first.lines());
                assertThat(second.execution()).as("seed " + seed).isEqualTo(first.execution());
                all.add(first.lines());
            }
            assertThat(all).hasSize(30);
        }
    }

    @Test
    void whatRunsInACircleIsBroken() {
        try (Workers workers = new Workers()) {
            Turns turns = new Turns(workers, 1000, Duration.ofDays(1));
            List<String> ends = new ArrayList<>();
            for (String name : List.of("a", "b")) {
                turns.begin(Duration.ZERO, new Activity(name, new Chance(1).of(name), () -> {
                    try {
                        while (true) {
                            turns.pause(Duration.ofMillis(1));
                        }
                    } finally {
                        ends.add(name);
                    }
                }));
            }
            turns.run();
            assertThat(turns.broken()).contains("did not come to rest");
            assertThat(ends).containsExactlyInAnyOrder("a", "b");
        }
    }

    private static History run(Workers workers, long seed, Weather weather) {
        MemoryS3 s3 = MemoryS3.of("in", "out", "work");
        for (String name : List.of("a", "b", "c")) {
            s3.putObject(
                    r -> r.bucket("in").key("i/" + name + ".txt"),
                    RequestBody.fromString("to be or not to be\nthat is\n"));
        }
        Turns turns = new Turns(workers, 100_000, Duration.ofDays(30));
        Chance chance = new Chance(seed);
        Troubles troubles = new Troubles(chance, weather, Set.of(), Others.none(new Shelf(s3)));
        troubles.go(true);
        World world = new World(
                s3,
                CatalogGraphs.ofClassPath(),
                chance,
                weather,
                troubles,
                UnaryOperator.identity(),
                (who, call) -> {},
                turns);
        TreeMap<String, List<String>> params = new TreeMap<>();
        params.put("input", List.of("s3://in/i"));
        params.put("output", List.of("s3://out/o"));
        Options options = Options.NONE.withSplitBytes(40L).withReduceBytes(20L);
        String arn = world.start("e1", new PlanRequest(WordCount.class.getName(), params, "r1", null, options));
        turns.run();
        assertThat(turns.broken()).isNull();
        return new History(world.log().lines(), world.states().describeExecution(arn));
    }
}
