package io.anabranch.runtime.flow;

import static io.anabranch.aggregate.Aggregates.count;
import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.KeyValue;
import io.anabranch.SideInput;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.JoinPoint;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class StageGraphTest {
    record Hit(String country, String url) {}

    record Owner(String url, String name) {}

    record Owned(String url, String name) {
        static Owned of(Hit hit, Owner owner) {
            return new Owned(hit.url(), owner.name());
        }
    }

    record Count(String name, long count) {}

    @Test
    void narrowStepsFuseIntoOneStage() {
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "in")
                        .map(String::trim)
                        .named("not empty")
                        .filter(line -> !line.isEmpty())
                        .write(Text.lines(), "out")))
                .isEqualTo("""
                        stage 0
                          read 0 <- txt of String in
                            map 1
                              not empty
                                write 3 -> txt of String out
                        """);
    }

    @Test
    void aGroupingCutsAndCombinesBeforeTheShuffle() {
        assertThat(Flows.text(flow -> flow.read(Csv.records(Hit.class), "in")
                        .groupBy(Hit::country)
                        .aggregate(count(), Count::new)
                        .sortBy(Count::count)
                        .write(Csv.records(Count.class), "out")))
                .isEqualTo("""
                        stage 0
                          read 0 <- csv of Hit in
                            aggregate 1 -> channel 0 (hash accumulators)
                        stage 1
                          aggregate 1 <- channel 0 (hash accumulators)
                            sortBy 2 -> channel 1 (ordered records)
                        stage 2
                          sortBy 2 <- channel 1 (ordered records)
                            write 3 -> csv of Count out
                        """);
    }

    @Test
    void aDatasetThatIsUsedTwiceIsReadOnce() {
        assertThat(Flows.text(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "in").map(String::trim);
                    lines.write(Text.lines(), "all");
                    lines.distinct().write(Text.lines(), "different");
                }))
                .isEqualTo("""
                        stage 0
                          read 0 <- txt of String in
                            map 1
                              write 2 -> txt of String all
                              distinct 3 -> channel 0 (hash accumulators)
                        stage 1
                          distinct 3 <- channel 0 (hash accumulators)
                            write 4 -> txt of String different
                        """);
    }

    @Test
    void aUnionOfReadsIsOneStage() {
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "a")
                        .union(flow.read(Text.lines(), "b").map(String::trim))
                        .sorted()
                        .write(Text.lines(), "out")))
                .isEqualTo("""
                        stage 0
                          read 0 <- txt of String a
                            sorted 4 -> channel 0 (ordered records)
                          read 1 <- txt of String b
                            map 2
                              sorted 4 -> channel 0 (ordered records)
                        stage 1
                          sorted 4 <- channel 0 (ordered records)
                            write 5 -> txt of String out
                        """);
    }

    @Test
    void anOpenJoinReadsTheRightSideFirst() {
        StageGraph graph = Flows.of(join(JoinStrategy.AUTO)).stages(Decisions.NONE);
        assertThat(graph.text()).isEqualTo("""
                        stage 0
                          read 1 <- csv of Owner owners
                            join 2 -> channel 1 (hash records)
                        stage 1
                          read 0 <- csv of Hit in
                            join 2 -> channel 0 (hash records)
                        stage 2
                          join 2 <- channel 1 (hash records), channel 0 (hash records)
                            write 3 -> csv of Owned out
                        """);
        assertThat(graph.joins()).containsExactly(new JoinPoint(0, "join 2", 1, JoinStrategy.AUTO, 0));
    }

    @Test
    void aDecisionToBroadcastSavesAStageAndKeepsTheOnesBefore() {
        FlowGraph flow = Flows.of(join(JoinStrategy.AUTO));
        StageGraph open = flow.stages(Decisions.NONE);
        StageGraph decided = flow.stages(Decisions.NONE.with(0, JoinStrategy.BROADCAST));
        assertThat(decided.text()).isEqualTo("""
                        stage 0
                          read 1 <- csv of Owner owners
                            join 2 -> channel 1 (hash records)
                        stage 1 with all of channel 1 (hash records)
                          read 0 <- csv of Hit in
                            join 2 (broadcast of channel 1)
                              write 3 -> csv of Owned out
                        """);
        assertThat(decided.channels()).isEqualTo(open.channels());
        assertThat(decided.fingerprint()).isEqualTo(open.fingerprint());
    }

    @Test
    void aDecisionToRepartitionChangesNothing() {
        FlowGraph flow = Flows.of(join(JoinStrategy.AUTO));
        assertThat(flow.stages(Decisions.NONE.with(0, JoinStrategy.REPARTITION)).text())
                .isEqualTo(flow.stages(Decisions.NONE).text());
    }

    @Test
    void aJoinThatIsToldToRepartitionReadsBothSidesAtOnce() {
        assertThat(Flows.of(join(JoinStrategy.REPARTITION))
                        .stages(Decisions.NONE)
                        .stages())
                .hasSize(2)
                .first()
                .extracting(stage -> stage.sources().size())
                .isEqualTo(2);
    }

    @Test
    void stagesBeforeADecisionHaveTheSameIdsWhateverElseRuns() {
        FlowGraph flow = Flows.of(each -> {
            Dataset<Hit> hits = each.read(Csv.records(Hit.class), "in");
            Dataset<Owner> owners =
                    each.read(Csv.records(Owner.class), "owners").distinct();
            hits.distinct().write(Csv.records(Hit.class), "different");
            hits.join(owners, Hit::url, Owner::url).map(Owned::of).distinct().write(Csv.records(Owned.class), "out");
        });
        StageGraph open = flow.stages(Decisions.NONE);
        StageGraph decided = flow.stages(Decisions.NONE.with(0, JoinStrategy.BROADCAST));
        int after = open.joins().get(0).afterStage();
        assertThat(after).isGreaterThan(0);
        assertThat(decided.joins().get(0).afterStage()).isEqualTo(after);
        for (int id = 0; id <= after; id++) {
            assertThat(stageText(decided, id)).isEqualTo(stageText(open, id));
        }
    }

    @Test
    void aSideInputOfTheSameReadIsComputedInAStageBefore() {
        assertThat(Flows.text(flow -> {
                    Dataset<Hit> hits = flow.read(Csv.records(Hit.class), "in");
                    SideInput<List<KeyValue<String, Long>>> counts =
                            flow.sideInput(hits.groupBy(Hit::country).count());
                    hits.filter(hit -> counts.get().size() > 1).write(Csv.records(Hit.class), "out");
                }))
                .isEqualTo("""
                        stage 0
                          read 0 <- csv of Hit in
                            count 1 -> channel 0 (hash accumulators)
                        stage 1
                          count 1 <- channel 0 (hash accumulators)
                            sideInput 2 -> channel 1 (hash records)
                        stage 2 with all of channel 1 (hash records)
                          read 0 <- csv of Hit in
                            filter 3
                              write 4 -> csv of Hit out
                        """);
    }

    @Test
    void partitionsAreInTheChannel() {
        StageGraph graph = Flows.of(flow -> flow.read(Csv.records(Hit.class), "in")
                        .groupBy(Hit::country)
                        .partitionBy(String::length, 7)
                        .aggregate(count(), Count::new)
                        .write(Csv.records(Count.class), "out"))
                .stages(Decisions.NONE);
        assertThat(graph.channels())
                .containsExactly(new Channel(0, "aggregate 1", Channel.Mode.ORDERED, Channel.Contents.ACCUMULATORS, 7));
    }

    @Test
    void aNameIsThatOfTheNextStepAndReachesItsChannels() {
        StageGraph graph = Flows.of(flow -> flow.named("lines")
                        .read(Text.lines(), "in")
                        .named("once each")
                        .distinct()
                        .named("the answer")
                        .write(Text.lines(), "out"))
                .stages(Decisions.NONE);
        assertThat(graph.channels().get(0).name()).isEqualTo("once each");
        assertThat(graph.text()).isEqualTo("""
                        stage 0
                          lines <- txt of String in
                            once each -> channel 0 (hash accumulators)
                        stage 1
                          once each <- channel 0 (hash accumulators)
                            the answer -> txt of String out
                        """);
    }

    @Test
    void namingADatasetLeavesTheDatasetAsItWas() {
        assertThat(Flows.text(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "in");
                    Dataset<String> named = lines.named("trimmed");
                    lines.map(String::strip).write(Text.lines(), "a");
                    named.map(String::trim).write(Text.lines(), "b");
                }))
                .contains("map 1\n", "trimmed\n");
    }

    @Test
    void jsonAndDotShowTheSameGraph() {
        StageGraph graph = Flows.of(join(JoinStrategy.BROADCAST)).stages(Decisions.NONE);
        assertThat(graph.json().at("/stages/1/sources/0/next/0/kind").asText()).isEqualTo("JoinProbe");
        assertThat(graph.json().at("/stages/1/wholeChannels/0").asInt()).isEqualTo(1);
        assertThat(graph.dot())
                .startsWith("digraph pipeline {")
                .contains("subgraph cluster_1", "label=\"join 2\"", "c1 -> n3 [style=dotted];")
                .doesNotContain("c0 ");
    }

    @Test
    void theFingerprintIsTheSameInEveryProcess() {
        Consumer<Flow> definition = flow -> flow.read(Csv.records(Hit.class), "in")
                .groupBy(Hit::country)
                .aggregate(count(), Count::new)
                .write(Csv.records(Count.class), "out");
        assertThat(Flows.of(definition).stages(Decisions.NONE).fingerprint())
                .isEqualTo(Flows.of(definition).stages(Decisions.NONE).fingerprint())
                .isEqualTo("3fb3bf9f55302f9bde9fa8a646526fb8");
    }

    @Test
    void anotherFunctionFormatOrAddressIsAnotherFingerprint() {
        assertThat(List.of(
                        fingerprint(flow ->
                                flow.read(Text.lines(), "in").map(String::trim).write(Text.lines(), "out")),
                        fingerprint(flow ->
                                flow.read(Text.lines(), "in").map(String::strip).write(Text.lines(), "out")),
                        fingerprint(flow -> flow.read(Text.lines(), "in")
                                .map(String::trim)
                                .write(Text.lines().gzip(), "out")),
                        fingerprint(flow ->
                                flow.read(Text.lines(), "on").map(String::trim).write(Text.lines(), "out"))))
                .doesNotHaveDuplicates();
    }

    private static String fingerprint(Consumer<Flow> definition) {
        return Flows.of(definition).stages(Decisions.NONE).fingerprint();
    }

    private static String stageText(StageGraph graph, int id) {
        return graph.text().split("(?m)^(?=stage )")[id];
    }

    private static Consumer<Flow> join(JoinStrategy strategy) {
        return flow -> flow.read(Csv.records(Hit.class), "in")
                .join(flow.read(Csv.records(Owner.class), "owners"), Hit::url, Owner::url)
                .strategy(strategy)
                .map(Owned::of)
                .write(Csv.records(Owned.class), "out");
    }
}
