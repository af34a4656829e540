package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.pipelines.TeraSort;
import io.anabranch.pipelines.TopUrls;
import io.anabranch.pipelines.TrafficByCountry;
import io.anabranch.pipelines.TrafficByPlan;
import io.anabranch.pipelines.WordCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped pipelines against single-threaded oracles, however their input lies in files and is cut. */
class ShippedPipelinesTest {
    private static final Input INPUT = Input.of("in");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void wordCountCountsEveryWordOnce(long seed) {
        Random random = new Random(seed);
        List<String> lines = text(random, 60);
        try (var tester = PipelineTester.of(new WordCount())) {
            Layout.random(random).lay(tester, "in", "", lines, random);
            assertThat(tester.run(new WordCount.Params(INPUT, Output.of("out"))).rows("out"))
                    .containsExactlyInAnyOrderElementsOf(Oracle.wordCount(lines));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void teraSortKeepsEveryLineAndOrdersThemByBytes(long seed) {
        Random random = new Random(seed);
        List<String> lines = text(random, 60);
        try (var tester = PipelineTester.of(new TeraSort())) {
            Layout.random(random).lay(tester, "in", "", lines, random);
            assertThat(tester.run(new TeraSort.Params(INPUT, Output.of("out"))).lines("out"))
                    .containsExactlyElementsOf(Oracle.sorted(lines));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void trafficByCountryIsExactToTheLastBit(long seed) {
        Random random = new Random(seed);
        Traffic traffic = Traffic.random(random, 80, seed % 2 == 0);
        try (var tester = PipelineTester.of(new TrafficByCountry())) {
            Layout.random(random).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), random);
            assertThat(tester.run(new TrafficByCountry.Params(INPUT, Output.of("out")))
                            .rows("out"))
                    .containsExactlyInAnyOrderElementsOf(Oracle.trafficByCountry(traffic));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void topUrlsRanksWithinEachCountry(long seed) {
        Random random = new Random(seed);
        Traffic traffic = Traffic.random(random, 150, seed % 2 == 0);
        try (var tester = PipelineTester.of(new TopUrls())) {
            Layout.random(random).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), random);
            assertThat(tester.run(new TopUrls.Params(INPUT, Output.of("out"))).rows("out"))
                    .containsExactlyInAnyOrderElementsOf(Oracle.topUrls(traffic));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void trafficByPlanJoinsTheSameWayBroadcastOrNot(long seed) {
        Random random = new Random(seed);
        Traffic traffic = Traffic.random(random, 80, seed % 2 == 0);
        try (var tester = PipelineTester.of(new TrafficByPlan())) {
            Layout.random(random).lay(tester, "users", Traffic.USER_HEADER, traffic.userLines(), random);
            Layout.random(random).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), random);
            for (long broadcastBytes : new long[] {0, 16 << 20}) {
                String out = "out-" + broadcastBytes;
                PipelineRun run = tester.broadcastBytes(broadcastBytes)
                        .run(new TrafficByPlan.Params(INPUT, Input.of("users"), Output.of(out)));
                assertThat(run.rows(out)).containsExactlyInAnyOrderElementsOf(Oracle.trafficByPlan(traffic));
                assertThat(run.counter("events of unknown users")).isEqualTo(Oracle.eventsOfUnknownUsers(traffic));
            }
        }
    }

    @Test
    void splitsOfOneByteLoseNothing() {
        List<String> lines = text(new Random(9), 12);
        try (var tester = PipelineTester.of(new WordCount())) {
            Layout.plain(1).lay(tester, "in", "", lines, new Random(9));
            PipelineRun run = tester.run(new WordCount.Params(INPUT, Output.of("out")));
            assertThat(run.rows("out")).containsExactlyInAnyOrderElementsOf(Oracle.wordCount(lines));
            assertThat(run.stages().get(0).tasks()).isGreaterThan(100);
        }
    }

    @Test
    void splitsThatBeginInQuotesArePlannedAgain() {
        Traffic traffic = Traffic.random(new Random(9), 6, true);
        try (var tester = PipelineTester.of(new TrafficByCountry())) {
            Layout.plain(1).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), new Random(9));
            PipelineRun run = tester.run(new TrafficByCountry.Params(INPUT, Output.of("out")));
            assertThat(run.rows("out")).containsExactlyInAnyOrderElementsOf(Oracle.trafficByCountry(traffic));
            assertThat(run.stages().get(0).rounds()).isEqualTo(2);
        }
    }

    @Test
    void theBytesOfTheOutputDoNotDependOnTheSplits() {
        Traffic traffic = Traffic.random(new Random(10), 100, true);
        try (var tester = PipelineTester.of(new TopUrls())) {
            List<String> first = null;
            for (long split : new long[] {1 << 20, 33, 500}) {
                Layout.plain(split).lay(tester, "in", Traffic.EVENT_HEADER, traffic.eventLines(), new Random(9));
                List<String> parts = tester.run(new TopUrls.Params(INPUT, Output.of("out-" + split)))
                        .parts("out-" + split);
                first = first == null ? parts : first;
                assertThat(parts).isEqualTo(first);
            }
        }
    }

    @Test
    void emptyInputGivesAnEmptyOutput() {
        try (var tester = PipelineTester.of(new WordCount())) {
            tester.file("in/a.txt", "").file("in/b.txt", "");
            PipelineRun run = tester.run(new WordCount.Params(INPUT, Output.of("out")));
            assertThat(run.isVisible("out")).isTrue();
            assertThat(run.lines("out")).isEmpty();
        }
    }

    @Test
    void aLineMayBeLongerThanASplitAndAChunk() {
        String longest = "x".repeat(3_000_000) + " " + "y".repeat(100);
        try (var tester = PipelineTester.of(new TeraSort())) {
            tester.file("in/a.txt", "b\n" + longest + "\na\n").splitBytes(100_000);
            assertThat(tester.run(new TeraSort.Params(INPUT, Output.of("out"))).lines("out"))
                    .containsExactly("a", "b", longest);
        }
    }

    private static List<String> text(Random random, int lines) {
        String[] words = {
            "to",
            "be",
            "Or",
            "not",
            "Tübingen",
            "straße",
            "ΣΊΣΥΦΟΣ",
            "it's",
            "42",
            "a\tb",
            "\uD835\uDC00x",
            "日本 語",
            ",",
            "\"q"
        };
        List<String> made = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            StringBuilder line = new StringBuilder();
            for (int word = random.nextInt(8); word > 0; word--) {
                line.append(words[random.nextInt(words.length)]).append(random.nextInt(6) == 0 ? "" : " ");
            }
            made.add(line.toString());
        }
        return made;
    }
}
