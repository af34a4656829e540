package io.anabranch.testkit.disasters;

import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.format.Text;
import io.anabranch.function.Fn;
import io.anabranch.function.GroupFn;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.run.Options;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A pipeline whose next version has the same graph and says other things, in its map tasks and in its reduce tasks: nothing may be mixed. */
final class VersionTrials {
    private static final int EDITIONS = 3;
    private static final String OUTPUT = "s3://" + Trial.OUT + "/o";

    /**
     * The version whose graph was built last by whoever is at work: as the code of a class path, it is nothing that a function captures, and
     * no fingerprint tells one from the other.
     */
    private static final ThreadLocal<Integer> RUNNING = ThreadLocal.withInitial(() -> 1);

    Trial of(long seed) {
        Random random = new Random(seed);
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        for (int edition = 0; edition < EDITIONS; edition++) {
            SortedMap<String, byte[]> input = new TreeMap<>();
            for (int file = 0; file < 3; file++) {
                String line = edition + "." + file + "." + random.nextInt(100) + "\n";
                input.put(
                        "i/" + file + ".txt", line.repeat(1 + random.nextInt(3)).getBytes(StandardCharsets.UTF_8));
            }
            editions.add(input);
        }
        return new Trial(
                "versions",
                new Version(1),
                new TreeMap<>(Map.of("input", List.of("s3://" + Trial.IN + "/i"), "output", List.of(OUTPUT))),
                Options.NONE.withSplitBytes(20L).withObjectCostBytes(1L).withReduceBytes(1L + random.nextInt(60)),
                editions,
                new Trial.Oracle() {
                    @Override
                    public SortedMap<String, Answer> answers(SortedMap<String, byte[]> input) {
                        return said(1, input);
                    }

                    @Override
                    public List<SortedMap<String, Answer>> alternatives(SortedMap<String, byte[]> input) {
                        return List.of(said(1, input), said(2, input));
                    }
                });
    }

    private static SortedMap<String, Answer> said(int version, SortedMap<String, byte[]> input) {
        return new TreeMap<>(Map.of(
                OUTPUT,
                Answer.inAnyOrder(input.values().stream()
                        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                        .map(line -> version + line + version)
                        .toList())));
    }

    private record Version(int number) implements Trial.Versions {
        @Override
        public Graphs next() {
            return new Version(2);
        }

        @Override
        public StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions) {
            RUNNING.set(number);
            return new DefinedGraphs(code(), Version::define).of(pipeline, params, decisions);
        }

        private static void define(Flow flow, Input input, Output output) {
            Fn<String, String> first = line -> RUNNING.get() + line;
            Fn<String, String> group = line -> line;
            GroupFn<String, String, String> all = (key, lines, out) -> say(lines, out);
            flow.read(Text.lines(), input)
                    .map(first)
                    .groupBy(group)
                    .mapGroups(String.class, all)
                    .write(Text.lines(), output);
        }

        private static void say(Iterable<String> lines, Emitter<String> out) {
            int version = RUNNING.get();
            lines.forEach(line -> out.emit(line + version));
        }

        @Override
        public String code() {
            return "version " + number;
        }
    }
}
